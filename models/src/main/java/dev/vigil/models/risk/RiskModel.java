package dev.vigil.models.risk;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.features.Statistic;
import dev.vigil.models.features.Window;
import dev.vigil.models.scores.Freshness;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.Explanation;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A trained model as it serves: the score is a probability, 0 to 1; contributions are the eight
 * largest, in log-odds against what is usual. It says nothing of a patient of whom none of its
 * vital signs is known and recent.
 */
public final class RiskModel implements Model {
  /** {@link Score#reason}: no vital sign is known and recent enough. */
  public static final String NO_CURRENT_VITAL = "no-current-vital";

  /** {@link Score#reason}: the result is not a finite number. */
  public static final String NOT_FINITE = "not-finite";

  private static final int CONTRIBUTIONS = 8;
  private static final Comparator<Contribution> LARGEST_FIRST =
      Comparator.comparingDouble((Contribution c) -> -Math.abs(c.logOdds()))
          .thenComparing(Contribution::input);

  private final String name;
  private final String version;
  private final Predictor predictor;
  private final Calibration calibration;
  private final double threshold;
  private final Map<String, Integer> places = new HashMap<>();
  private final SortedSet<String> features;
  private final List<String> vitals;

  private record Contribution(int place, String input, double logOdds) {}

  /**
   * A model.
   *
   * @param threshold probability from which on it warns
   */
  public RiskModel(
      String name, String version, Predictor predictor, Calibration calibration, double threshold) {
    this.name = requireNonNull(name, "name is null");
    this.version = requireNonNull(version, "version is null");
    this.predictor = requireNonNull(predictor, "predictor is null");
    this.calibration = requireNonNull(calibration, "calibration is null");
    this.threshold = threshold;
    predictor.inputs().forEach(input -> places.put(input, places.size()));
    if (places.size() < predictor.inputs().size()) {
      throw new IllegalArgumentException("model " + name + " has an input twice, expected once");
    }
    this.vitals = vitals(predictor.inputs());
    this.features = features(predictor.inputs(), vitals);
  }

  private static List<String> vitals(List<String> inputs) {
    TreeSet<String> used = new TreeSet<>(inputs);
    return VitalSigns.catalogue().all().stream()
        .filter(vital -> vital.kind() == VitalSign.Kind.VITAL)
        .map(VitalSign::id)
        .filter(id -> used.contains(FeatureCatalogue.last(id)))
        .toList();
  }

  private static SortedSet<String> features(List<String> inputs, List<String> vitals) {
    TreeSet<String> features = new TreeSet<>(inputs);
    vitals.forEach(vital -> features.add(FeatureCatalogue.age(vital)));
    return Collections.unmodifiableSortedSet(features);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public SortedSet<String> features() {
    return features;
  }

  /** The features that are its predictor's inputs, in the order of a row. */
  public List<String> inputs() {
    return predictor.inputs();
  }

  @Override
  public Score score(FeatureVector vector, OutputNumber number) {
    double[] row = row(vector);
    if (!appliesTo(vector)) {
      return score(vector, number, row, Outcome.NOT_APPLICABLE, NO_CURRENT_VITAL, null);
    }
    double margin = predictor.margin(row);
    return Double.isFinite(calibration.logOdds(margin))
        ? score(vector, number, row, Outcome.SCORE, null, margin)
        : score(vector, number, row, Outcome.FAILED, NOT_FINITE, null);
  }

  /** The positive class's probability, whatever is unknown; NaN if it can't be computed. */
  public double probability(FeatureVector vector) {
    return probability(row(vector));
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
    return predictor.margin(row(vector));
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
    return new RiskModel(name, version, predictor, other, threshold);
  }

  @Override
  public boolean isWarning(Score score) {
    return score.value() != null && score.value() >= threshold;
  }

  /** With the eight largest Shapley values, the inputs' values and where they are going. */
  @Override
  public Score explained(Score score, FeatureVector vector) {
    double[] row = row(vector);
    List<Explanation.Input> inputs =
        largest(predictor.fairContributions(row), row).stream()
            .map(each -> explained(each, row[each.place()], vector))
            .toList();
    return score.explained(new Explanation(vector.known(), inputs));
  }

  private Explanation.Input explained(Contribution of, double value, FeatureVector vector) {
    String feature = predictor.inputs().get(of.place());
    String vital = FeatureCatalogue.instance().vitalOf(feature);
    return new Explanation.Input(
        of.input(),
        of.logOdds(),
        Double.isNaN(value) ? null : (Double) value,
        vital == null ? null : vector.values().get(FeatureCatalogue.last(vital)),
        vital == null
            ? null
            : vector.values().get(FeatureCatalogue.name(vital, Statistic.SLOPE, Window.HOURS_8)));
  }

  /** The inputs' values in their order; NaN where unknown. */
  private double[] row(FeatureVector vector) {
    double[] row = new double[places.size()];
    Arrays.fill(row, Double.NaN);
    vector
        .values()
        .forEach(
            (feature, value) -> {
              Integer place = places.get(feature);
              if (place != null) {
                row[place] = value;
              }
            });
    return row;
  }

  private Score score(
      FeatureVector vector,
      OutputNumber number,
      double[] row,
      Outcome outcome,
      @Nullable String reason,
      @Nullable Double margin) {
    return new Score(
        vector.patient(),
        name,
        version,
        number,
        vector.known(),
        outcome,
        margin == null ? null : (Double) calibration.probability(margin),
        null,
        null,
        margin == null ? new TreeMap<>() : contributions(row),
        missing(row),
        List.of(),
        reason,
        calibration.equals(Calibration.NONE) ? null : margin,
        null);
  }

  private SortedMap<String, Double> contributions(double[] row) {
    SortedMap<String, Double> contributions = new TreeMap<>();
    largest(predictor.contributions(row), row)
        .forEach(each -> contributions.put(each.input(), each.logOdds()));
    return contributions;
  }

  /**
   * The largest first.
   *
   * @param margins what each input adds to the margin
   */
  private List<Contribution> largest(double[] margins, double[] row) {
    PriorityQueue<Contribution> largest = new PriorityQueue<>(LARGEST_FIRST.reversed());
    for (int i = 0; i < row.length; i++) {
      double logOdds = calibration.slope() * margins[i];
      Contribution least = largest.size() < CONTRIBUTIONS ? null : largest.element();
      if (logOdds != 0 && (least == null || Math.abs(logOdds) >= Math.abs(least.logOdds()))) {
        largest.add(new Contribution(i, predictor.contributor(i, Double.isNaN(row[i])), logOdds));
        if (largest.size() > CONTRIBUTIONS) {
          largest.remove();
        }
      }
    }
    return largest.stream().sorted(LARGEST_FIRST).toList();
  }

  /** Latest values that are unknown; what is made of them goes along. */
  private List<String> missing(double[] row) {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      if (Double.isNaN(row[i]) && FeatureCatalogue.isLast(predictor.inputs().get(i))) {
        missing.add(predictor.inputs().get(i));
      }
    }
    Collections.sort(missing);
    return missing;
  }
}
