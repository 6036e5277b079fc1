package dev.vigil.models.logistic;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.scores.Freshness;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.math.la.DenseMatrix;

/**
 * A logistic regression trained with Tribuo. Its weights are flattened to arrays once, so that a
 * score is a dot product; it predicts what Tribuo's own model predicts. The score is a probability,
 * 0 to 1; contributions are the eight largest, in log-odds against a patient in whom everything is
 * usual.
 */
public final class TribuoLogisticModel implements Model {
  /** The class whose probability is the score. */
  public static final String POSITIVE = "1";

  /** The other class. */
  public static final String NEGATIVE = "0";

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
  private final LogisticInputs inputs;
  private final SortedSet<String> features;
  private final List<String> vitals;
  private final double bias;
  private final double[] weights;
  private final double[] missingWeights;

  private record Contribution(String input, double logOdds) {}

  /**
   * Takes the weights over.
   *
   * @throws IllegalArgumentException if the Tribuo model doesn't tell the two classes apart
   */
  public TribuoLogisticModel(
      String name, String version, LogisticInputs inputs, LinearSGDModel tribuo) {
    this.name = requireNonNull(name, "name is null");
    this.version = requireNonNull(version, "version is null");
    this.inputs = requireNonNull(inputs, "inputs is null");
    int positive = tribuo.getOutputIDInfo().getID(new Label(POSITIVE));
    int negative = tribuo.getOutputIDInfo().getID(new Label(NEGATIVE));
    if (positive < 0 || negative < 0 || tribuo.getOutputIDInfo().size() != 2) {
      throw new IllegalArgumentException("model " + name + " has other classes than 0 and 1");
    }
    DenseMatrix matrix = tribuo.getWeightsCopy();
    ImmutableFeatureMap ids = tribuo.getFeatureIDMap();
    Weights by = feature -> weight(matrix, positive, negative, ids.getID(feature));
    this.bias = weight(matrix, positive, negative, matrix.getDimension2Size() - 1);
    this.weights = inputs.inputs().stream().mapToDouble(i -> by.of(i.feature())).toArray();
    this.missingWeights = inputs.inputs().stream().mapToDouble(i -> by.of(i.missing())).toArray();
    this.vitals = vitals(inputs);
    this.features = features(inputs, vitals);
  }

  /** The weight of a term; 0 of one that training never saw other than 0. */
  @FunctionalInterface
  private interface Weights {
    double of(String term);
  }

  /** With two classes the softmax is the logistic function of the difference of their rows. */
  private static double weight(DenseMatrix matrix, int positive, int negative, int column) {
    return column < 0 ? 0 : matrix.get(positive, column) - matrix.get(negative, column);
  }

  private static List<String> vitals(LogisticInputs inputs) {
    TreeSet<String> used = new TreeSet<>();
    inputs.inputs().forEach(input -> used.add(input.feature()));
    return VitalSigns.catalogue().all().stream()
        .filter(vital -> vital.kind() == VitalSign.Kind.VITAL)
        .map(VitalSign::id)
        .filter(id -> used.contains(FeatureCatalogue.last(id)))
        .toList();
  }

  private static SortedSet<String> features(LogisticInputs inputs, List<String> vitals) {
    TreeSet<String> features = new TreeSet<>();
    inputs.inputs().forEach(input -> features.add(input.feature()));
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

  @Override
  public Score score(FeatureVector vector, OutputNumber number) {
    if (vitals.stream().allMatch(vital -> Freshness.current(vector, vital) == null)) {
      return score(vector, number, Outcome.NOT_APPLICABLE, NO_CURRENT_VITAL, null);
    }
    double probability = probability(vector);
    return Double.isFinite(probability)
        ? score(vector, number, Outcome.SCORE, null, probability)
        : score(vector, number, Outcome.FAILED, NOT_FINITE, null);
  }

  /** The positive class's probability, whatever is unknown; NaN if it can't be computed. */
  public double probability(FeatureVector vector) {
    return probability(inputs.values(vector));
  }

  /**
   * The positive class's probability.
   *
   * @param values of the inputs in their order, NaN where unknown
   */
  public double probability(double[] values) {
    double logOdds = bias;
    for (int i = 0; i < values.length; i++) {
      logOdds += logOdds(i, values[i]);
    }
    return 1 / (1 + Math.exp(-logOdds));
  }

  private double logOdds(int i, double value) {
    Input input = inputs.inputs().get(i);
    return weights[i] * input.standardise(value, inputs.clip())
        + missingWeights[i] * input.indicator(Double.isNaN(value), inputs.clip());
  }

  private Score score(
      FeatureVector vector,
      OutputNumber number,
      Outcome outcome,
      @Nullable String reason,
      @Nullable Double probability) {
    double[] values = inputs.values(vector);
    return new Score(
        vector.patient(),
        name,
        version,
        number,
        vector.known(),
        outcome,
        probability,
        null,
        null,
        probability == null ? new TreeMap<>() : contributions(values),
        missing(values),
        reason);
  }

  private SortedMap<String, Double> contributions(double[] values) {
    List<Contribution> all = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Input input = inputs.inputs().get(i);
      double logOdds = logOdds(i, values[i]);
      if (logOdds != 0) {
        all.add(
            new Contribution(Double.isNaN(values[i]) ? input.missing() : input.feature(), logOdds));
      }
    }
    all.sort(LARGEST_FIRST);
    SortedMap<String, Double> largest = new TreeMap<>();
    all.stream().limit(CONTRIBUTIONS).forEach(c -> largest.put(c.input(), c.logOdds()));
    return largest;
  }

  private List<String> missing(double[] values) {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Input input = inputs.inputs().get(i);
      if (Double.isNaN(values[i]) && LogisticInputs.mayHaveIndicator(input.feature())) {
        missing.add(input.feature());
      }
    }
    Collections.sort(missing);
    return missing;
  }
}
