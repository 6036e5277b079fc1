package dev.vigil.models.evaluation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether as much came as was predicted, of patients whose outcome is known.
 *
 * @param patients of them
 * @param events patients in whom it came
 * @param rows moments at which something was predicted
 * @param observed rows of which it came true
 * @param expected the sum of what was predicted
 * @param ratio observed over expected; 1 is perfect. Without an interval where there are fewer than
 *     {@value #LEAST_EVENTS} events
 * @param slope of the logistic recalibration, 1 is perfect, below 1 predictions are too extreme;
 *     null where there are fewer than {@value #LEAST_EVENTS_OF_SLOPE} events. Source of the number:
 *     Vergouwe et al., J Clin Epidemiol 58(5):475-483, 2005
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CalibrationCheck(
    int patients,
    int events,
    long rows,
    @JsonProperty("observed_rows") long observed,
    @JsonProperty("expected_rows") double expected,
    Estimate ratio,
    @Nullable Estimate slope) {
  /** Before that the ratio says nothing. */
  public static final int LEAST_EVENTS = 10;

  /** Before that the slope says nothing. */
  public static final int LEAST_EVENTS_OF_SLOPE = 100;

  /**
   * What was predicted of one patient, and what came.
   *
   * @param probabilities of rows, 0 to 1
   * @param labels whether it came true, of each row
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by identity alone
  public record Predicted(double[] probabilities, boolean[] labels) {
    public Predicted {
      requireNonNull(probabilities, "probabilities is null");
      if (probabilities.length != labels.length) {
        throw new IllegalArgumentException(
            probabilities.length + " predictions have " + labels.length + " labels");
      }
    }

    private double expected() {
      return Arrays.stream(probabilities).sum();
    }

    private double observed() {
      double observed = 0;
      for (boolean label : labels) {
        observed += label ? 1 : 0;
      }
      return observed;
    }
  }

  /** Checks; intervals are over patients, resampled. */
  public static CalibrationCheck of(List<Predicted> patients, EvaluationSettings settings) {
    double[] expected = patients.stream().mapToDouble(Predicted::expected).toArray();
    double[] observed = patients.stream().mapToDouble(Predicted::observed).toArray();
    int events = (int) Arrays.stream(observed).filter(rows -> rows > 0).count();
    Resampling resampling = new Resampling(settings, patients.size());
    Statistic ratio = weights -> new double[] {total(weights, observed) / total(weights, expected)};
    return new CalibrationCheck(
        patients.size(),
        events,
        patients.stream().mapToLong(each -> each.labels().length).sum(),
        Math.round(Arrays.stream(observed).sum()),
        Arrays.stream(expected).sum(),
        estimate(ratio, resampling, patients.size(), events >= LEAST_EVENTS),
        events < LEAST_EVENTS_OF_SLOPE ? null : slope(patients, resampling));
  }

  private static double total(int[] weights, double[] numbers) {
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      total += weights[i] * numbers[i];
    }
    return total;
  }

  private static @Nullable Estimate slope(List<Predicted> patients, Resampling resampling) {
    double[] scores =
        patients.stream().flatMapToDouble(each -> Arrays.stream(each.probabilities())).toArray();
    boolean[] labels = new boolean[scores.length];
    int[] of = new int[scores.length];
    int row = 0;
    for (int patient = 0; patient < patients.size(); patient++) {
      for (boolean label : patients.get(patient).labels()) {
        labels[row] = label;
        of[row++] = patient;
      }
    }
    boolean[] all = new boolean[scores.length];
    Arrays.fill(all, true);
    Statistic calibration =
        CalibrationStatistic.of(
            RankedRows.of(RankedRows.order(scores), all, scores, labels, of), patients.size());
    Estimate slope = estimate(calibration, resampling, patients.size(), true);
    return Double.isFinite(slope.value()) ? slope : null;
  }

  /** The first number of a statistic. */
  private static Estimate estimate(
      Statistic statistic, Resampling resampling, int patients, boolean hasInterval) {
    int[] once = new int[patients];
    Arrays.fill(once, 1);
    double value = statistic.of(once)[0];
    if (!hasInterval) {
      return new Estimate(value, null, null);
    }
    double[] resampled =
        Arrays.stream(resampling.of(statistic)).mapToDouble(each -> each[0]).toArray();
    return Estimate.of(value, resampled);
  }
}
