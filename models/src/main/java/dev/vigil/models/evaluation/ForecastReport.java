package dev.vigil.models.evaluation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How good forecasts are, beside two that need no model: the latest value, and that value moved on
 * along its line.
 *
 * @param resamples of the subjects, for the intervals
 * @param slices all cases first
 */
public record ForecastReport(int resamples, List<SliceReport> slices) {
  public ForecastReport {
    slices = List.copyOf(slices);
  }

  /**
   * Some of the cases.
   *
   * @param name such as {@code came below 70}
   * @param contestants the model first
   */
  public record SliceReport(
      String name, int subjects, int cases, List<ContestantReport> contestants) {
    public SliceReport {
      requireNonNull(name, "name is null");
      contestants = List.copyOf(contestants);
    }
  }

  /**
   * One contestant.
   *
   * @param metrics without those that it has no number for
   */
  public record ContestantReport(
      String name, @JsonProperty("metrics") Map<ForecastMetric, Measure> metrics) {
    public ContestantReport {
      requireNonNull(name, "name is null");
      EnumMap<ForecastMetric, Measure> copy = new EnumMap<>(ForecastMetric.class);
      copy.putAll(metrics);
      metrics = Collections.unmodifiableMap(copy);
    }
  }
}
