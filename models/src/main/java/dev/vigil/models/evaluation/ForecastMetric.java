package dev.vigil.models.evaluation;

import java.util.Locale;

/** What is measured of forecasts of glucose. */
public enum ForecastMetric {
  /** Root of the mean squared error, mg/dL. */
  RMSE,
  /** Mean absolute error, mg/dL. */
  MAE,
  /** Mean absolute relative difference: error over what came, a share. */
  MARD,
  /** Share of forecasts in this zone of the Clarke error grid; see {@link ClarkeZone}. */
  CLARKE_A,
  CLARKE_B,
  CLARKE_C,
  CLARKE_D,
  CLARKE_E,
  /** Share of the low values (below 70 mg/dL) that were forecast to be low. */
  LOW_SENSITIVITY,
  /** Share of the forecasts of a low value after which one came. */
  LOW_PPV,
  /** The same of rows whose latest value was not low yet. */
  NEW_LOW_SENSITIVITY,
  NEW_LOW_PPV,
  /** As {@link #LOW_SENSITIVITY}, where a low value within the interval counts as forecast. */
  POSSIBLE_LOW_SENSITIVITY,
  /** As {@link #LOW_PPV}, where a low value within the interval counts as forecast. */
  POSSIBLE_LOW_PPV,
  /** Share of what came that lies in the interval; only of who gives one. */
  COVERAGE,
  /** Mean width of the interval, mg/dL; only of who gives one. */
  WIDTH;

  /** Its name in reports, such as {@code clarke_a}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
