package dev.vigil.models.evaluation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of an evaluation.
 *
 * @param settings how it was done
 * @param slices all rows first
 */
public record EvaluationReport(EvaluationSettings settings, List<SliceReport> slices) {
  public EvaluationReport {
    requireNonNull(settings, "settings is null");
    slices = List.copyOf(slices);
  }

  /**
   * Some rows.
   *
   * @param name for people
   * @param group what the patients have in common; null where the slice is about rows
   * @param patients with a row in it
   * @param positiveRows rows with a true label
   * @param events patients of whom a row is in the window in which an alert is right
   * @param notEvaluated why there are no numbers; null where there are
   * @param contestants in the order in which they were given
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SliceReport(
      String name,
      @Nullable String group,
      int patients,
      int rows,
      @JsonProperty("positive_rows") int positiveRows,
      int events,
      @JsonProperty("not_evaluated") @Nullable String notEvaluated,
      List<ContestantReport> contestants) {
    public SliceReport {
      requireNonNull(name, "name is null");
      contestants = List.copyOf(contestants);
    }
  }

  /**
   * What one model is worth there.
   *
   * @param threshold of its decisions
   * @param isRisk whether its numbers mean probabilities
   * @param metrics by {@link Metric#key}; those that can't be computed are left out
   * @param decisions alerts at its own threshold
   * @param budgets alerts at the thresholds that keep to each budget, found on all rows
   * @param curve thresholds from the highest to the lowest; empty for groups of patients
   * @param reliability bins from the highest to the lowest; empty for groups of patients and where
   *     the numbers are no probabilities
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record ContestantReport(
      String name,
      double threshold,
      @JsonProperty("is_risk") boolean isRisk,
      SortedMap<String, Measure> metrics,
      AlertReport decisions,
      List<AlertReport> budgets,
      List<CurvePoint> curve,
      List<ReliabilityBin> reliability) {
    public ContestantReport {
      requireNonNull(name, "name is null");
      metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
      requireNonNull(decisions, "decisions is null");
      budgets = List.copyOf(budgets);
      curve = List.copyOf(curve);
      reliability = List.copyOf(reliability);
    }
  }

  /**
   * Alerts at a threshold.
   *
   * @param budget alerts per patient-day that were allowed; null where the threshold was given
   * @param threshold null where even the highest number has more alerts than allowed
   * @param metrics by {@link Metric#key}; those that can't be computed are left out
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AlertReport(
      @Nullable Double budget, @Nullable Double threshold, SortedMap<String, Measure> metrics) {
    public AlertReport {
      metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }
  }

  /**
   * Rows decided at a threshold.
   *
   * @param sensitivity share of positive rows at or above it
   * @param falsePositives share of negative rows at or above it
   * @param precision share of positive ones among the rows at or above it
   * @param utility normalised; null where the event has no onset
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CurvePoint(
      double threshold,
      double sensitivity,
      @JsonProperty("false_positives") double falsePositives,
      double precision,
      @Nullable Double utility) {}
}
