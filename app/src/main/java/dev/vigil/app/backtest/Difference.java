package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

/**
 * An hour in which one of the two had an alert open and the other had none.
 *
 * @param patient pseudonymous id
 * @param hour of the stay, or on a log the instant at which the hour begins
 * @param alerted {@code candidate} or {@code live}
 * @param candidateScore what stood when the hour began
 * @param liveScore what stood when the hour began
 */
public record Difference(
    String patient, String hour, String alerted, double candidateScore, double liveScore) {
  public Difference {
    requireNonNull(patient, "patient is null");
    requireNonNull(hour, "hour is null");
    requireNonNull(alerted, "alerted is null");
  }
}
