package dev.vigil.models.training.forecast;

import static java.util.Objects.requireNonNull;

/**
 * One moment of one subject: what was known, what the baselines say, and what came.
 *
 * @param patient by whom rows are kept together
 * @param time when it was known, whole seconds
 * @param values of the features in their order, NaN where unknown
 * @param last the latest value, in the vital sign's unit
 * @param extrapolated the latest value moved on along the line of the last 30 minutes
 * @param actual what was measured then
 */
public record ForecastRow(
    String patient, long time, double[] values, double last, double extrapolated, double actual) {
  public ForecastRow {
    requireNonNull(patient, "patient is null");
    requireNonNull(values, "values is null");
  }

  /** What is learned: by how much the value changed. */
  double change() {
    return actual - last;
  }
}
