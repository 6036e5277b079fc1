package dev.vigil.models.forecast;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.risk.PredictorInputs;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.scores.NamedModel;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A trained forecast as it serves: the score is a value of the vital sign in its unit, low and high
 * the interval around it. Contributions are in the same unit: the eight largest and the rest of
 * them, {@value #REST}, sum up to the distance from what is expected of anybody, which is the
 * latest value and the usual change.
 */
public final class ForecastModel extends NamedModel {
  /** The contribution of all inputs that are not named. */
  public static final String REST = "rest";

  private final ForecastTask task;
  private final IntervalPredictor predictor;
  private final PredictorInputs inputs;

  public ForecastModel(
      String name, String version, ForecastTask task, IntervalPredictor predictor) {
    super(name, version, features(task, predictor));
    this.task = task;
    this.predictor = predictor;
    this.inputs = new PredictorInputs(name, predictor.centre());
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
    double value = start + predictor.centre().margin(row);
    double half = predictor.halfWidth(row);
    return Double.isFinite(value) && Double.isFinite(half)
        ? with(vector, number, row, value, half)
        : without(vector, number, Outcome.FAILED, RiskModel.NOT_FINITE);
  }

  private Score with(
      FeatureVector vector, OutputNumber number, double[] row, double value, double half) {
    return new Score(
        vector.patient(),
        name(),
        version(),
        number,
        vector.known(),
        Outcome.SCORE,
        value,
        value - half,
        value + half,
        contributions(row),
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

  private SortedMap<String, Double> contributions(double[] row) {
    SortedMap<String, Double> contributions = inputs.largest(row, 1);
    double named = contributions.values().stream().mapToDouble(Double::doubleValue).sum();
    double rest = predictor.centre().margin(row) - predictor.centre().base() - named;
    contributions.put(REST, rest);
    return contributions;
  }
}
