package dev.vigil.models.forecast;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.risk.PredictorInputs;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.scores.NamedModel;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import dev.vigil.schemas.VitalSigns;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A trained forecast as it serves: the score is a value of the vital sign in its unit, low and high
 * the interval around it. None of them is below 0 where no value can be, as of a concentration: the
 * interval ends there. A proof has intervals as they were learned, and holds for those cut short,
 * too: what comes is never below 0. Contributions are in the same unit: the eight largest and the
 * rest of them, {@value #REST}, sum up to the distance from what is expected of anybody, which is
 * the latest value and the usual change.
 */
public final class ForecastModel extends NamedModel {
  /** The contribution of all inputs that are not named. */
  public static final String REST = "rest";

  private final ForecastTask task;
  private final IntervalPredictor predictor;
  private final PredictorInputs inputs;
  private final double lowest;

  public ForecastModel(
      String name, String version, ForecastTask task, IntervalPredictor predictor) {
    super(name, version, features(task, predictor));
    this.task = task;
    this.predictor = predictor;
    this.inputs = new PredictorInputs(name, predictor.centre());
    this.lowest = Math.min(0, VitalSigns.catalogue().get(task.vital()).low().doubleValue());
  }

  private static SortedSet<String> features(ForecastTask task, IntervalPredictor predictor) {
    requireNonNull(task, "task is null");
    requireNonNull(predictor, "predictor is null");
    SortedSet<String> all = new TreeSet<>(predictor.centre().inputs());
    all.addAll(task.features());
    return all;
  }

  /** What is forecast. */
  public ForecastTask task() {
    return task;
  }

  @Override
  public Score score(FeatureVector vector, OutputNumber number) {
    String refusal = task.refusal(vector);
    if (refusal != null) {
      return without(vector, number, Outcome.NOT_APPLICABLE, refusal);
    }
    double[] row = inputs.row(vector);
    double start = requireNonNull(vector.values().get(task.last()), "there is no latest value");
    double change = predictor.centre().margin(row);
    double half = predictor.halfWidth(row);
    return Double.isFinite(start + change) && Double.isFinite(half)
        ? with(vector, number, row, start, Math.max(change, lowest - start), half)
        : without(vector, number, Outcome.FAILED, RiskModel.NOT_FINITE);
  }

  private Score with(
      FeatureVector vector,
      OutputNumber number,
      double[] row,
      double start,
      double change,
      double half) {
    double value = start + change;
    return new Score(
        vector.patient(),
        name(),
        version(),
        number,
        vector.known(),
        Outcome.SCORE,
        value,
        Math.max(lowest, value - half),
        value + half,
        contributions(row, change),
        inputs.missing(row),
        null);
  }

  private Score without(
      FeatureVector vector, OutputNumber number, Outcome outcome, @Nullable String reason) {
    boolean isStale = vector.values().containsKey(task.last());
    boolean isMissing = ForecastTask.NO_CURRENT_VALUE.equals(reason);
    List<String> missing = isMissing ? List.of(task.last()) : List.of();
    return new Score(
            vector.patient(),
            name(),
            version(),
            number,
            vector.known(),
            outcome,
            null,
            null,
            null,
            new TreeMap<>(),
            missing,
            reason)
        .withStale(isStale ? missing : List.of());
  }

  private SortedMap<String, Double> contributions(double[] row, double change) {
    SortedMap<String, Double> contributions = inputs.largest(row, 1);
    double named = contributions.values().stream().mapToDouble(Double::doubleValue).sum();
    double rest = change - predictor.centre().base() - named;
    contributions.put(REST, rest);
    return contributions;
  }
}
