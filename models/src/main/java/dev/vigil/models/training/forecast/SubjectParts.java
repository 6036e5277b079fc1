package dev.vigil.models.training.forecast;

import dev.vigil.models.Sha256;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Deals subjects into parts of nearly the same number, by a hash of their ids. */
final class SubjectParts {
  private final Map<String, Integer> parts = new HashMap<>();

  /**
   * Deals.
   *
   * @throws IllegalArgumentException if there are fewer subjects than parts
   */
  SubjectParts(List<ForecastRow> rows, int count, long seed) {
    List<String> subjects =
        rows.stream()
            .map(ForecastRow::patient)
            .distinct()
            .sorted(Comparator.comparing(subject -> Sha256.hex(seed + "/split/" + subject)))
            .toList();
    if (subjects.size() < count) {
      throw new IllegalArgumentException(
          "%d subjects have a forecast with an outcome, expected at least one for each of %d parts: give more subjects or fewer parts"
              .formatted(subjects.size(), count));
    }
    for (int i = 0; i < subjects.size(); i++) {
      parts.put(subjects.get(i), i % count);
    }
  }

  /** The part of a subject that was dealt. */
  int of(String subject) {
    Integer part = parts.get(subject);
    if (part == null) {
      throw new IllegalArgumentException("a subject is in no part, expected all of them");
    }
    return part;
  }
}
