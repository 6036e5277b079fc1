package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Priority;
import java.util.Arrays;
import java.util.List;

/**
 * An alert that could be read on the board.
 *
 * @param nanos since the device was to send what raised it, whether or not it could
 */
record Arrival(Priority priority, long nanos) {
  private static final double NANOS_A_MILLI = 1e6;

  Arrival {
    requireNonNull(priority, "priority is null");
  }

  double millis() {
    return nanos / NANOS_A_MILLI;
  }

  /**
   * The least that so large a share of them did not exceed, in milliseconds.
   *
   * @param share above 0, at most 1
   */
  static double percentile(List<Arrival> arrivals, double share) {
    if (arrivals.isEmpty()) {
      throw new IllegalArgumentException("no alert came, expected at least one");
    }
    double[] sorted = arrivals.stream().mapToDouble(Arrival::millis).toArray();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(1, rank) - 1];
  }

  /**
   * Of all pairs of a high and a lower alert, in how many the high one could be read first; one
   * half is chance.
   */
  static double highFirst(List<Arrival> arrivals) {
    double first = 0;
    long pairs = 0;
    for (Arrival high : arrivals) {
      for (Arrival lower : arrivals) {
        if (high.priority() == Priority.HIGH && lower.priority() != Priority.HIGH) {
          pairs++;
          first += high.nanos() < lower.nanos() ? 1 : 0;
          first += high.nanos() == lower.nanos() ? 1.0 / 2 : 0;
        }
      }
    }
    if (pairs == 0) {
      throw new IllegalArgumentException("no pair of a high and a lower alert");
    }
    return first / pairs;
  }
}
