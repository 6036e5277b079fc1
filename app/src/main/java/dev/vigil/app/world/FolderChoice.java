package dev.vigil.app.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.OneLineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A choice that a folder's content depends on: made once, remembered in a file there, and refused
 * by name when the configuration says otherwise later.
 *
 * @param file its name in the folder
 * @param key of the configuration that says what is chosen
 * @param choices what may be chosen
 */
record FolderChoice<E extends Enum<E>>(Path folder, String file, String key, Class<E> choices) {
  FolderChoice {
    requireNonNull(folder, "folder is null");
    requireNonNull(file, "file is null");
    requireNonNull(key, "key is null");
    requireNonNull(choices, "choices is null");
  }

  /**
   * What the folder began with; empty if nothing has been chosen yet.
   *
   * @throws VigilException if the file names none of the choices
   */
  Optional<E> begun() {
    Path path = folder.resolve(file);
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      String name = Files.readString(path, UTF_8).strip().toUpperCase(Locale.ROOT);
      return Optional.of(Enum.valueOf(choices, name));
    } catch (IOException | IllegalArgumentException e) {
      throw VigilException.problem(
          "The file "
              + path
              + " can't be read as a value of "
              + key
              + ": expected one of "
              + Arrays.stream(choices.getEnumConstants())
                  .map(FolderChoice::name)
                  .collect(Collectors.joining(", "))
              + ".",
          e);
    }
  }

  /**
   * Makes the choice, or holds to it.
   *
   * @throws VigilException if the folder began with another, or can't be written
   */
  void keep(E wanted) {
    begun()
        .filter(begun -> begun != wanted)
        .ifPresent(
            begun -> {
              throw refusal(wanted, begun);
            });
    try {
      OneLineFile.keep(folder.resolve(file), name(wanted));
    } catch (IOException e) {
      throw VigilException.problem(
          "The folder " + folder + " can't be written: correct its owner and mode.", e);
    }
  }

  private VigilException refusal(E wanted, E begun) {
    return VigilException.usage(
        key
            + " is "
            + name(wanted)
            + ", but the folder "
            + folder
            + " began with "
            + name(begun)
            + ": set "
            + key
            + " to "
            + name(begun)
            + ", or start with another folder.");
  }

  private static String name(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
