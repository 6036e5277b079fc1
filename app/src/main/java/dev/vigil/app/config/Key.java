package dev.vigil.app.config;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One leaf of the tree of records.
 *
 * @param path as in the file, sections joined by dots: {@code flink.rest-port}
 */
record Key(String path, Class<?> type, Setting setting) {

  /** All leaves below a record, in the order they are written in. */
  static List<Key> of(Class<?> root) {
    List<Key> keys = new ArrayList<>();
    collect(root, "", keys);
    return List.copyOf(keys);
  }

  private static void collect(Class<?> section, String prefix, List<Key> keys) {
    for (RecordComponent component : section.getRecordComponents()) {
      String path = prefix + kebab(component.getName());
      Setting setting = component.getAnnotation(Setting.class);
      if (setting == null) {
        collect(component.getType(), path + ".", keys);
      } else {
        keys.add(new Key(path, component.getType(), setting));
      }
    }
  }

  /** {@code restPort} to {@code rest-port}. */
  static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  boolean isSecret() {
    return type == Secret.class;
  }

  /** What stands in the file: a secret's file, never the secret. */
  String filePath() {
    return isSecret() ? path + "-file" : path;
  }

  /** The variable that overrides the file; for a secret the one that holds it. */
  String variable() {
    return variable(path);
  }

  static String variable(String path) {
    return "VIGIL_" + path.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  /** The value of what was written. */
  Object parse(Given given) {
    if (type == int.class) {
      return number(given);
    }
    if (type == boolean.class) {
      return truth(given);
    }
    if (type == Path.class) {
      return folder(given);
    }
    if (type.isEnum()) {
      return constant(given);
    }
    if (isSecret()) {
      return secret(given);
    }
    if (type == Origins.class) {
      return origins(given);
    }
    if (given.value().isBlank() && !setting.optional()) {
      throw wrong(given);
    }
    return given.value().strip();
  }

  private int number(Given given) {
    try {
      int number = Integer.parseInt(given.value().strip());
      if (number == setting.or() || (number >= setting.min() && number <= setting.max())) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(given);
    }
    throw wrong(given);
  }

  private boolean truth(Given given) {
    return switch (given.value().strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(given);
    };
  }

  private Origins origins(Given given) {
    try {
      return Origins.parse(given.value());
    } catch (IllegalArgumentException e) {
      throw wrong(given);
    }
  }

  private Path folder(Given given) {
    try {
      if (!given.value().isBlank()) {
        return Path.of(given.value().strip());
      }
    } catch (InvalidPathException e) {
      throw wrong(given);
    }
    throw wrong(given);
  }

  private Object constant(Given given) {
    return Arrays.stream(requireNonNull(type.getEnumConstants(), "not an enum"))
        .filter(c -> kebabOf(c).equals(given.value().strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> wrong(given));
  }

  private Secret secret(Given given) {
    if (given.literal()) {
      return new Secret(given.value());
    }
    if (given.value().isBlank()) {
      return Secret.NONE;
    }
    try {
      String content = Files.readString(Path.of(given.value().strip()), StandardCharsets.UTF_8);
      return new Secret(content.strip());
    } catch (IOException | InvalidPathException e) {
      throw VigilException.usage(
          filePath()
              + " names "
              + given.value()
              + " ("
              + given.from()
              + "), which can't be read: expected a text file that holds only the secret.");
    }
  }

  private VigilException wrong(Given given) {
    return VigilException.usage(
        path + " is \"" + given.value() + "\" (" + given.from() + "): expected " + allowed() + ".");
  }

  /** What may stand there, in words. */
  String allowed() {
    if (type == int.class) {
      String range = "a whole number " + setting.min() + ".." + setting.max();
      return setting.or() == Long.MIN_VALUE ? range : range + ", or " + setting.or() + " for ever";
    }
    if (type.isEnum()) {
      return Arrays.stream(requireNonNull(type.getEnumConstants(), "not an enum"))
          .map(Key::kebabOf)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == Path.class) {
      return "a path";
    }
    if (type == Origins.class) {
      return Origins.allowed();
    }
    return setting.optional() ? "a text or nothing" : "a text";
  }

  private static String kebabOf(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * What someone wrote for a key.
   *
   * @param from where, for messages
   * @param literal whether it is the secret itself, not its file
   */
  record Given(String value, String from, boolean literal) {}
}
