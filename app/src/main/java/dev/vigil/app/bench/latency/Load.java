package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

/**
 * What became of the readings that monitors sent at a rate that was fixed beforehand.
 *
 * @param perSecond readings that the gateway took, a second
 * @param notTaken readings that it didn't
 * @param why it did not, in its own words; empty if it took all
 * @param behindSeconds how late the last message could be sent, or its answer came
 */
record Load(double perSecond, long notTaken, String why, double behindSeconds) {
  /** A gateway that needs longer than this after the last reading didn't keep up. */
  private static final double BEHIND = 1;

  Load {
    requireNonNull(why, "why is null");
  }

  /** Whether all was taken, and nothing had to wait for long. */
  boolean isCarried() {
    return notTaken == 0 && behindSeconds <= BEHIND;
  }

  /** What is to be said of it where it was not carried. */
  String complaint() {
    return notTaken > 0
        ? "the gateway did not take " + notTaken + " readings: " + why
        : "the gateway was " + Math.round(behindSeconds * 10) / 10.0 + " s behind";
  }
}
