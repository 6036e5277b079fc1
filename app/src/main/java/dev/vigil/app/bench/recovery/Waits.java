package dev.vigil.app.bench.recovery;

import static java.util.Objects.requireNonNull;

import dev.vigil.bench.paired.Estimate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * When alerts were due, each of another patient, and when they came. Milliseconds since the epoch.
 * Thread-safe.
 */
public final class Waits {
  private static final long SEED = 20_190_101L;

  private final NavigableMap<Long, String> due = new ConcurrentSkipListMap<>();
  private final Map<String, Long> came = new ConcurrentHashMap<>();

  Waits() {}

  /** Where one is due already, it counts from the next millisecond on: none is left out. */
  void due(String patient, long atMillis) {
    requireNonNull(patient, "patient is null");
    long at = atMillis;
    while (due.putIfAbsent(at, patient) != null) {
      at++;
    }
  }

  /** The first one counts: one that is sent again is no new alert. */
  void came(String patient, long atMillis) {
    came.putIfAbsent(patient, atMillis);
  }

  boolean anyCame() {
    return !came.isEmpty();
  }

  /** How many milliseconds the last that was due lies before an instant; 0 if at or after it. */
  long lacking(long untilMillis) {
    return due.isEmpty() ? untilMillis : Math.max(0, untilMillis - due.lastKey());
  }

  /** How many that were due from one instant until before another have not come yet. */
  long missing(long fromMillis, long untilMillis) {
    return due.subMap(fromMillis, untilMillis).values().stream()
        .filter(patient -> !came.containsKey(patient))
        .count();
  }

  /**
   * How long each has waited that was due from one instant until before another.
   *
   * @throws IllegalStateException if none was due, or one hasn't come
   */
  List<Duration> between(long fromMillis, long untilMillis) {
    List<Duration> waits = new ArrayList<>();
    due.subMap(fromMillis, untilMillis)
        .forEach(
            (at, patient) -> {
              Long alerted = came.get(patient);
              if (alerted == null) {
                throw new IllegalStateException("the alert due at " + at + " ms has not come");
              }
              waits.add(Duration.ofMillis(alerted - at));
            });
    if (waits.isEmpty()) {
      throw new IllegalStateException(
          "no alert was due from " + fromMillis + " until " + untilMillis + " ms");
    }
    return waits;
  }

  /** The longest of them. */
  public static Duration longest(List<Duration> waits) {
    return waits.stream().max(Duration::compareTo).orElseThrow();
  }

  /** Half of them are no longer. */
  public static Duration median(List<Duration> waits) {
    double[] millis = waits.stream().mapToDouble(Duration::toMillis).toArray();
    return Duration.ofMillis(Math.round(Estimate.ofMedian(millis, SEED).median()));
  }
}
