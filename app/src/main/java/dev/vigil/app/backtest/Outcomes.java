package dev.vigil.app.backtest;

import dev.vigil.schemas.Json;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often a model said what. */
final class Outcomes {
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

  void add(Score score) {
    counts.merge(score.outcome(), 1L, Long::sum);
  }

  /** How many scores. */
  long all() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  long failed() {
    return count(Outcome.FAILED);
  }

  /** Share of scores that neither have a value nor failed; 1 where there is no score at all. */
  double silentShare() {
    long all = all();
    return all == 0 ? 1 : (double) count(Outcome.NOT_APPLICABLE) / (double) all;
  }

  private long count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  /** By the names that outcomes have in topics, all of them. */
  SortedMap<String, Long> byName() {
    SortedMap<String, Long> byName = new TreeMap<>();
    for (Outcome outcome : Outcome.values()) {
      byName.put(Json.mapper().convertValue(outcome, String.class), count(outcome));
    }
    return byName;
  }
}
