package dev.vigil.app.alive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.OneLineFile;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.TechnicalAlert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    this.kept = read(file);
  }

  /** A watch that didn't start because of a damaged line would tell nobody of anything. */
  private static Kept read(Path file) {
    Kept nothing = new Kept(null, Map.of());
    if (!Files.exists(file)) {
      return nothing;
    }
    try {
      Kept known = Json.mapper().readValue(Files.readAllBytes(file), Kept.class);
      return known == null ? nothing : known;
    } catch (JacksonException e) {
      System.err.println("The watch's memory " + file + " is damaged: it begins anew.");
      return nothing;
    } catch (IOException e) {
      throw VigilException.problem(
          "The watch's memory " + file + " can't be read: correct its owner and mode.", e);
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
    try {
      OneLineFile.keep(file, new String(Json.encode(next), UTF_8));
    } catch (IOException e) {
      System.err.println(
          "The watch's memory " + file + " can't be written: a restart may tell twice.");
    }
  }
}
