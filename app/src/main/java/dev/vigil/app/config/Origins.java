package dev.vigil.app.config;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.PatientContext.Origin;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The kinds of patients that a channel is marked for, at least one.
 *
 * @param all of them
 */
public record Origins(Set<Origin> all) {
  static final String DOC =
      "Kinds of patients it is told of, with commas between them: real, training, demo, replay.";

  public Origins {
    all = Set.copyOf(requireNonNull(all, "all is null"));
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no kind of patient is named");
    }
  }

  /**
   * Reads {@code real,training}.
   *
   * @throws IllegalArgumentException if one is unknown, or there is none
   */
  static Origins parse(String text) {
    EnumSet<Origin> found = EnumSet.noneOf(Origin.class);
    for (String name : text.split(",", -1)) {
      found.add(Origin.valueOf(name.strip().toUpperCase(Locale.ROOT)));
    }
    return new Origins(found);
  }

  /** What may stand there. */
  static String allowed() {
    return Arrays.stream(Origin.values())
        .map(origin -> origin.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", ", "one or more of ", ", with commas between them"));
  }
}
