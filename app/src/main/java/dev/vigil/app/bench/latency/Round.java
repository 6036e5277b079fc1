package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What came of some seconds under load in which patients passed limits.
 *
 * @param arrivals of all who passed one
 * @param late alerts that could not be read within seconds of the last limit that was passed
 * @param pageEnded why the server closed the page; empty if it didn't
 */
record Round(Load load, List<Arrival> arrivals, int late, String pageEnded) {
  Round {
    requireNonNull(load, "load is null");
    arrivals = List.copyOf(arrivals);
    requireNonNull(pageEnded, "pageEnded is null");
  }

  /** Whether Vigil kept up: all was taken, and alerts came. */
  boolean isCarried() {
    return load.isCarried() && late == 0 && pageEnded.isEmpty();
  }

  /** What is to be said of it where it did not. */
  String complaint() {
    if (!load.isCarried()) {
      return load.complaint();
    }
    return late > 0
        ? late + " alerts were not there after " + Hospital.SOON.toSeconds() + " s"
        : "the server closed the page: " + pageEnded;
  }
}
