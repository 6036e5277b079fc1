package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.logistic.Input;
import dev.vigil.models.logistic.LogisticInputs;
import dev.vigil.models.logistic.LogisticPayload;
import dev.vigil.models.logistic.LogisticPredictor;
import dev.vigil.models.training.TrainingTable.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.DoubleStream;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Tribuo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Learns a logistic regression with Tribuo. */
public final class LogisticLearner implements Learner {
  /** A standardised value further out than this says no more than that it is far out. */
  private static final double CLIP = 5;

  /** Tribuo tells of every training through java.util.logging; kept, or the level is lost. */
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  private final LogisticFit fit;
  private final long seed;
  private final Draw draw;

  /**
   * Sets it up.
   *
   * @param seed of thinning and shuffling
   */
  public LogisticLearner(LogisticFit fit, long seed) {
    this.fit = requireNonNull(fit, "fit is null");
    this.seed = seed;
    this.draw = new Draw(seed);
  }

  @Override
  public BundleManifest.Kind kind() {
    return BundleManifest.Kind.TRIBUO_LOGISTIC;
  }

  @Override
  public String missingValues() {
    return LogisticInputs.MISSING_VALUES;
  }

  @Override
  public SortedMap<String, String> settings() {
    return new TreeMap<>(Map.of("fit", fit.toString(), "tribuo", Tribuo.VERSION));
  }

  @Override
  public Learned learn(TrainingTable table, String source, Progress progress) {
    TRIBUO.setLevel(Level.WARNING);
    LogisticInputs inputs = inputs(table);
    LinearSGDModel tribuo = fit(table, inputs, source, progress);
    return new Learned(
        new LogisticPredictor(inputs, tribuo), LogisticPayload.write(inputs, tribuo));
  }

  /** Medians and standard deviations of the rows; what is never known there is left. */
  private static LogisticInputs inputs(TrainingTable training) {
    List<Input> inputs = new ArrayList<>();
    for (String feature : training.features()) {
      double[] known = training.known(feature);
      if (known.length > 0) {
        inputs.add(input(feature, known, training.rows().size()));
      }
    }
    return new LogisticInputs(inputs, CLIP);
  }

  private static Input input(String feature, double[] known, int rows) {
    double missing =
        LogisticInputs.mayHaveIndicator(feature) ? 1 - (double) known.length / rows : 0;
    return new Input(feature, known[known.length / 2], deviation(known), missing);
  }

  /** The standard deviation; 1 of a constant, which then counts for nothing. */
  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / values.length);
    return deviation > 0 ? deviation : 1;
  }

  private LinearSGDModel fit(
      TrainingTable training, LogisticInputs inputs, String data, Progress progress) {
    TrainingReport.Part counts = training.counts();
    int negatives = counts.rows() - counts.positives();
    double kept = Math.min(1, (double) fit.maxNegatives() / negatives);
    int[] columns = training.columns(inputs.inputs().stream().map(Input::feature).toList());
    List<Example<Label>> examples = new ArrayList<>();
    for (Row row : training.rows()) {
      if (row.label() || draw.of("thin", row.patient(), row.time()) < kept) {
        float weight = row.label() ? 1 : (float) (1 / kept);
        Example<Label> example = example(row, row.pick(columns), inputs, weight);
        if (example.size() > 0) {
          examples.add(example);
        }
      }
    }
    progress.at("rows to learn from", examples.size());
    OffsetDateTime time = OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);
    LabelFactory labels = new LabelFactory();
    SimpleDataSourceProvenance source = new SimpleDataSourceProvenance(data, time, labels);
    MutableDataset<Label> dataset =
        new MutableDataset<>(new ListDataSource<>(examples, labels, source));
    return new TimelessTrainer(fit.epochs(), seed, time).train(dataset);
  }

  private static Example<Label> example(
      Row row, double[] values, LogisticInputs inputs, float weight) {
    String label = row.label() ? LogisticPredictor.POSITIVE : LogisticPredictor.NEGATIVE;
    // Filled in one go: Tribuo's add() grows and sorts its arrays each time.
    List<String> names = new ArrayList<>();
    DoubleStream.Builder terms = DoubleStream.builder();
    inputs.terms(
        values,
        (name, term) -> {
          names.add(name);
          terms.add(term);
        });
    ArrayExample<Label> example =
        new ArrayExample<>(new Label(label), names.toArray(String[]::new), terms.build().toArray());
    example.setWeight(weight);
    return example;
  }
}
