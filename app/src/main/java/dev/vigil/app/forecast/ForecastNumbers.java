package dev.vigil.app.forecast;

import dev.vigil.app.evaluation.EvaluationNumbers;
import dev.vigil.models.evaluation.ForecastMetric;
import dev.vigil.models.evaluation.ForecastReport.ContestantReport;
import dev.vigil.models.evaluation.Measure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the numbers of forecasts are written and called, wherever people read them. */
public final class ForecastNumbers {
  private static final double SUSPICIOUS = 0.5;
  private static final Map<ForecastMetric, String> NAMES =
      Map.ofEntries(
          Map.entry(ForecastMetric.RMSE, "RMSE, mg/dL"),
          Map.entry(ForecastMetric.MAE, "MAE, mg/dL"),
          Map.entry(ForecastMetric.MARD, "MARD"),
          Map.entry(ForecastMetric.CLARKE_A, "Clarke zone A"),
          Map.entry(ForecastMetric.CLARKE_B, "Clarke zone B"),
          Map.entry(ForecastMetric.CLARKE_C, "Clarke zone C"),
          Map.entry(ForecastMetric.CLARKE_D, "Clarke zone D"),
          Map.entry(ForecastMetric.CLARKE_E, "Clarke zone E"),
          Map.entry(ForecastMetric.LOW_SENSITIVITY, "lows foreseen"),
          Map.entry(ForecastMetric.LOW_PPV, "forecast lows that came"),
          Map.entry(ForecastMetric.NEW_LOW_SENSITIVITY, "new lows foreseen"),
          Map.entry(ForecastMetric.NEW_LOW_PPV, "forecast new lows that came"),
          Map.entry(
              ForecastMetric.POSSIBLE_LOW_SENSITIVITY, "lows that the interval held possible"),
          Map.entry(ForecastMetric.POSSIBLE_LOW_PPV, "possible lows that came"),
          Map.entry(ForecastMetric.COVERAGE, "came within the interval"),
          Map.entry(ForecastMetric.WIDTH, "width of the interval, mg/dL"));

  private ForecastNumbers() {}

  /** What people call a metric, with its unit where it has one. */
  public static String name(ForecastMetric metric) {
    return NAMES.getOrDefault(metric, metric.key());
  }

  /** What a contestant has of a metric, with its interval; a dash where it has none. */
  public static String number(ContestantReport contestant, ForecastMetric metric) {
    Measure measure = contestant.metrics().get(metric);
    return measure == null
        ? EvaluationNumbers.NONE
        : EvaluationNumbers.number(measure.estimate(), isAmount(metric) ? "%.1f" : "%.4f");
  }

  /** By how much it is above the first contestant's, on the same resamples. */
  public static @Nullable String difference(ContestantReport contestant, ForecastMetric metric) {
    Measure measure = contestant.metrics().get(metric);
    return measure == null || measure.aboveFirst() == null
        ? null
        : EvaluationNumbers.number(measure.aboveFirst(), isAmount(metric) ? "%+.1f" : "%+.4f");
  }

  private static boolean isAmount(ForecastMetric metric) {
    return switch (metric) {
      case RMSE, MAE, WIDTH -> true;
      default -> false;
    };
  }

  /** Whether a model is so much better than the latest value that one has to look for a leak. */
  public static boolean isSuspicious(ContestantReport model, ContestantReport lastValue) {
    Measure ours = model.metrics().get(ForecastMetric.RMSE);
    Measure its = lastValue.metrics().get(ForecastMetric.RMSE);
    return ours != null
        && its != null
        && ours.estimate().value() < SUSPICIOUS * its.estimate().value();
  }
}
