package dev.vigil.models.risk;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.features.Statistic;
import dev.vigil.models.features.Window;
import dev.vigil.models.scores.Freshness;
import dev.vigil.models.scores.NamedModel;
import dev.vigil.schemas.Explanation;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A trained model as it serves: the score is a probability, 0 to 1; contributions are the eight
 * largest, in log-odds against what is usual. It says nothing of a patient of whom none of its
 * vital signs is known and recent.
 */
public final class RiskModel extends NamedModel {
  /** {@link Score#reason}: no vital sign is known and recent enough. */
  public static final String NO_CURRENT_VITAL = "no-current-vital";

  /** {@link Score#reason}: the result is not a finite number. */
  public static final String NOT_FINITE = "not-finite";

  private final Predictor predictor;
  private final Calibration calibration;
  private final double threshold;
  private final PredictorInputs inputs;
  private final List<String> vitals;

  /**
   * A model.
   *
   * @param threshold probability from which on it warns
   */
  public RiskModel(
      String name, String version, Predictor predictor, Calibration calibration, double threshold) {
    super(name, version, features(requireNonNull(predictor, "predictor is null").inputs()));
    this.predictor = predictor;
    this.calibration = requireNonNull(calibration, "calibration is null");
    this.threshold = threshold;
    this.inputs = new PredictorInputs(name, predictor);
    this.vitals = vitals(predictor.inputs());
  }

  private static List<String> vitals(List<String> inputs) {
    TreeSet<String> used = new TreeSet<>(inputs);
    return VitalSigns.catalogue().all().stream()
        .filter(vital -> vital.kind() == VitalSign.Kind.VITAL)
        .map(VitalSign::id)
        .filter(id -> used.contains(FeatureCatalogue.last(id)))
        .toList();
  }

  private static SortedSet<String> features(List<String> inputs) {
    SortedSet<String> features = new TreeSet<>(inputs);
    vitals(inputs).forEach(vital -> features.add(FeatureCatalogue.age(vital)));
    return features;
  }

  /** The features that are its predictor's inputs, in the order of a row. */
  public List<String> inputs() {
    return predictor.inputs();
  }

  @Override
  public Score score(FeatureVector vector, OutputNumber number) {
    double[] row = inputs.row(vector);
    if (!appliesTo(vector)) {
      return score(vector, number, row, Outcome.NOT_APPLICABLE, NO_CURRENT_VITAL, null);
    }
    Predictor.Explained explained = predictor.explained(row);
    return Double.isFinite(calibration.logOdds(explained.margin()))
        ? score(vector, number, row, Outcome.SCORE, null, explained)
        : score(vector, number, row, Outcome.FAILED, NOT_FINITE, null);
  }

  /** The positive class's probability, whatever is unknown; NaN if it can't be computed. */
  public double probability(FeatureVector vector) {
    return probability(inputs.row(vector));
  }

  /**
   * The positive class's probability.
   *
   * @param row of the inputs in their order, NaN where unknown
   */
  public double probability(double[] row) {
    return calibration.probability(predictor.margin(row));
  }

  /** What stands behind {@link #probability} before it is calibrated, whatever is unknown. */
  public double margin(FeatureVector vector) {
    return predictor.margin(inputs.row(vector));
  }

  /** From the margin to the probability. */
  public Calibration calibration() {
    return calibration;
  }

  /** Whether it says anything: some of its vital signs is known and recent, if it has any. */
  public boolean appliesTo(FeatureVector vector) {
    return vitals.isEmpty()
        || vitals.stream().anyMatch(vital -> Freshness.current(vector, vital) != null);
  }

  /** The same predictor with another calibration. */
  public RiskModel with(Calibration other) {
    return new RiskModel(name(), version(), predictor, other, threshold);
  }

  @Override
  public boolean isWarning(Score score) {
    return score.value() != null && score.value() >= threshold;
  }

  /** With the eight largest Shapley values, the inputs' values and where they are going. */
  @Override
  public Explanation explain(FeatureVector vector) {
    double[] row = inputs.row(vector);
    List<Explanation.Input> reasons =
        inputs.largestFair(row, calibration.slope()).stream()
            .map(each -> explained(each, row[each.place()], vector))
            .toList();
    return new Explanation(vector.known(), reasons);
  }

  private Explanation.Input explained(
      PredictorInputs.Contribution of, double value, FeatureVector vector) {
    String feature = predictor.inputs().get(of.place());
    String vital = FeatureCatalogue.instance().vitalOf(feature);
    return new Explanation.Input(
        of.input(),
        of.amount(),
        Double.isNaN(value) ? null : (Double) value,
        vital == null ? null : vector.values().get(FeatureCatalogue.last(vital)),
        vital == null
            ? null
            : vector.values().get(FeatureCatalogue.name(vital, Statistic.SLOPE, Window.HOURS_8)));
  }

  private Score score(
      FeatureVector vector,
      OutputNumber number,
      double[] row,
      Outcome outcome,
      @Nullable String reason,
      Predictor.@Nullable Explained explained) {
    Double margin = explained == null ? null : (Double) explained.margin();
    return new Score(
        vector.patient(),
        name(),
        version(),
        number,
        vector.known(),
        outcome,
        margin == null ? null : (Double) calibration.probability(margin),
        null,
        null,
        explained == null ? new TreeMap<>() : inputs.largest(explained, row, calibration.slope()),
        inputs.missing(row),
        List.of(),
        reason,
        calibration.equals(Calibration.NONE) ? null : margin,
        null);
  }
}
