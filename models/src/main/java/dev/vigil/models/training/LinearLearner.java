package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.linear.Input;
import dev.vigil.models.linear.LinearInputs;
import dev.vigil.models.linear.LinearPayload;
import dev.vigil.models.linear.LinearPredictor;
import dev.vigil.models.training.TrainingTable.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tribuo.Tribuo;
import org.tribuo.classification.sgd.LabelObjective;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.objectives.Hinge;
import org.tribuo.classification.sgd.objectives.LogMulticlass;

/** Learns a linear model over standardised inputs with Tribuo. */
public final class LinearLearner implements Learner {
  /** A standardised value further out than this says no more than that it is far out. */
  private static final double CLIP = 5;

  private final LinearFit fit;
  private final long seed;
  private final Draw draw;

  /**
   * Sets it up.
   *
   * @param seed of thinning and shuffling
   */
  public LinearLearner(LinearFit fit, long seed) {
    this.fit = requireNonNull(fit, "fit is null");
    this.seed = seed;
    this.draw = new Draw(seed);
  }

  @Override
  public BundleManifest.Kind kind() {
    return switch (fit.loss()) {
      case LOGISTIC -> BundleManifest.Kind.TRIBUO_LOGISTIC;
      case HINGE -> BundleManifest.Kind.TRIBUO_LINEAR_SVM;
    };
  }

  @Override
  public String missingValues() {
    return LinearInputs.MISSING_VALUES;
  }

  @Override
  public SortedMap<String, String> settings() {
    return new TreeMap<>(Map.of("fit", fit.toString(), "tribuo", Tribuo.VERSION));
  }

  @Override
  public Learned learn(TrainingTable table, String source, Progress progress) {
    LinearInputs inputs = inputs(table);
    LinearSGDModel tribuo = fit(table, inputs, source, progress);
    return new Learned(new LinearPredictor(inputs, tribuo), LinearPayload.write(inputs, tribuo));
  }

  /** Medians and standard deviations of the rows; what is never known there is left. */
  private static LinearInputs inputs(TrainingTable training) {
    List<Input> inputs = new ArrayList<>();
    for (String feature : training.features()) {
      double[] known = training.known(feature);
      if (known.length > 0) {
        inputs.add(input(feature, known, training.rows().size()));
      }
    }
    return new LinearInputs(inputs, CLIP);
  }

  private static Input input(String feature, double[] known, int rows) {
    double missing = LinearInputs.mayHaveIndicator(feature) ? 1 - (double) known.length / rows : 0;
    return new Input(
        feature, known[known.length / 2], deviation(known), missing, shares(feature, known));
  }

  /** Shares of the codes of a coded observation; none of any other feature. */
  private static List<Double> shares(String feature, double[] known) {
    return IntStream.range(0, FeatureCatalogue.codes(feature))
        .mapToObj(code -> (double) Arrays.stream(known).filter(v -> v == code).count())
        .map(count -> count / known.length)
        .toList();
  }

  /** The standard deviation; 1 of a constant, which then counts for nothing. */
  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / values.length);
    return deviation > 0 ? deviation : 1;
  }

  private LinearSGDModel fit(
      TrainingTable training, LinearInputs inputs, String data, Progress progress) {
    Thinning thinning = Thinning.to(fit.maxNegatives(), training, draw);
    float negative = negativeWeight(training);
    int[] columns = training.columns(inputs.inputs().stream().map(Input::feature).toList());
    TribuoRows rows = new TribuoRows();
    for (Row row : training.rows()) {
      if (thinning.keeps(row)) {
        float weight = thinning.weight(row) * (row.label() ? 1 : negative);
        rows.add(row.label(), weight, terms -> inputs.terms(row.pick(columns), terms));
      }
    }
    progress.at("rows to learn from", rows.size());
    return new TimelessTrainer(objective(), fit.epochs(), seed).train(rows.dataset(data));
  }

  private LabelObjective objective() {
    return switch (fit.loss()) {
      case LOGISTIC -> new LogMulticlass();
      case HINGE -> new Hinge();
    };
  }

  /** Of a row without the label, beside 1 of a row with it. */
  private float negativeWeight(TrainingTable training) {
    return switch (fit.loss()) {
      case LOGISTIC -> 1;
      case HINGE -> (float) training.counts().positives() / Thinning.negatives(training);
    };
  }
}
