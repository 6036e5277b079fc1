package dev.vigil.models.evaluation;

import static java.util.Objects.requireNonNull;

/**
 * One forecast and what came, all in the vital sign's unit.
 *
 * @param patient by whom cases are resampled together
 * @param last the latest value when it was made
 * @param extrapolated that value moved on along its line
 * @param actual what came
 * @param forecast what the model said
 * @param low lower end of the model's interval
 * @param high upper end
 */
public record ForecastCase(
    String patient,
    double last,
    double extrapolated,
    double actual,
    double forecast,
    double low,
    double high) {
  public ForecastCase {
    requireNonNull(patient, "patient is null");
  }

  /** Whether what came lies in the interval. */
  public boolean isCovered() {
    return low <= actual && actual <= high;
  }
}
