package dev.vigil.app.alive;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.TechnicalAlert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a watch must not forget: what is so, and which channel has been told. Thread-safe. */
final class WatchMemory {
  private final Path file;
  private Kept kept;

  /**
   * The file's content.
   *
   * @param told sequence of the last that each channel is done with
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Kept(@Nullable TechnicalAlert last, Map<String, Integer> told) {
    Kept {
      told = told == null ? Map.of() : Map.copyOf(told);
    }
  }

  WatchMemory(Path file) {
    this.file = requireNonNull(file, "file is null");
    try {
      kept =
          Files.exists(file)
              ? requireNonNull(Json.mapper().readValue(file.toFile(), Kept.class), "nothing")
              : new Kept(null, Map.of());
    } catch (IOException e) {
      throw VigilException.problem(
          "The watch's memory " + file + " can't be read: delete it, then it tells anew.", e);
    }
  }

  synchronized @Nullable TechnicalAlert last() {
    return kept.last();
  }

  synchronized int told(String channel) {
    return kept.told().getOrDefault(channel, 0);
  }

  synchronized void keep(TechnicalAlert alert) {
    write(new Kept(alert, kept.told()));
  }

  synchronized void told(String channel, int sequence) {
    Map<String, Integer> told = new TreeMap<>(kept.told());
    told.put(channel, sequence);
    write(new Kept(kept.last(), told));
  }

  /** What can't be written is kept for this process's life: to tell counts for more. */
  private void write(Kept next) {
    kept = next;
    Path absolute = file.toAbsolutePath();
    Path fresh = absolute.resolveSibling(absolute.getFileName() + ".new");
    try {
      Files.write(fresh, Json.encode(next));
      Files.move(
          fresh, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      System.err.println(
          "The watch's memory " + file + " can't be written: a restart may tell twice.");
    }
  }
}
