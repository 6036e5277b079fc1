package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.Sha256;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.evaluation.Ranking;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.logistic.Input;
import dev.vigil.models.logistic.LogisticInputs;
import dev.vigil.models.logistic.LogisticPayload;
import dev.vigil.models.logistic.TribuoLogisticModel;
import dev.vigil.models.training.TrainingSpec.Fit;
import dev.vigil.models.training.TrainingTable.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Tribuo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Trains a logistic regression with Tribuo. All rows of a patient stay on one side of the split;
 * nothing of the held-out patients, not even a median, goes into the model. The same rows, in any
 * order, and the same spec give the same bundle to the byte.
 */
public final class LogisticTrainer {
  /** A standardised value further out than this says no more than that it is far out. */
  private static final double CLIP = 5;

  /** Tribuo tells of every training through java.util.logging; kept, or the level is lost. */
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  private final TrainingSpec spec;
  private final Progress progress;

  private LogisticTrainer(TrainingSpec spec, Progress progress) {
    this.spec = requireNonNull(spec, "spec is null");
    this.progress = requireNonNull(progress, "progress is null");
  }

  /**
   * Trains, packs and tests a model.
   *
   * @param rows from any source, see {@link RecordedStay#trainingRows}
   * @throws IllegalArgumentException if a feature doesn't exist, or either side of the split has no
   *     row of one of the labels
   */
  public static TrainingReport train(
      TrainingSpec spec, Iterator<TrainingRow> rows, Progress progress) {
    TRIBUO.setLevel(Level.WARNING);
    return new LogisticTrainer(spec, progress).train(rows);
  }

  private TrainingReport train(Iterator<TrainingRow> rows) {
    spec.features().forEach(LogisticTrainer::requireFeature);
    TrainingTable all = TrainingTable.of(spec.features(), rows, progress);
    TrainingTable training = all.ofPatients(isHeldOut().negate());
    TrainingTable heldOut = all.ofPatients(isHeldOut());
    requireBothLabels("training", training.counts());
    requireBothLabels("held-out", heldOut.counts());
    String data = all.hash();
    LogisticInputs inputs = inputs(training);
    LinearSGDModel tribuo = fit(training, inputs, data);
    byte[] bundle = pack(inputs, tribuo, training.counts(), data);
    Ranking ranking = rank(served(bundle), inputs, heldOut);
    return new TrainingReport(
        spec.model(),
        spec.version(),
        Bundles.id(bundle),
        data,
        training.counts(),
        heldOut.counts(),
        ranking.auroc(),
        ranking.auprc(),
        bundle);
  }

  private static void requireFeature(String feature) {
    if (FeatureCatalogue.instance().hash(feature) == null) {
      throw new IllegalArgumentException("there is no feature '" + feature + "'");
    }
  }

  private static void requireBothLabels(String side, TrainingReport.Part part) {
    if (part.positives() == 0 || part.positives() == part.rows()) {
      throw new IllegalArgumentException(
          "the "
              + side
              + " side has "
              + part.positives()
              + " positive rows of "
              + part.rows()
              + " from "
              + part.patients()
              + " patients, expected some of both labels: give more patients or another seed");
    }
  }

  /** By a hash of the id, so that a patient stays on its side when others come along. */
  private Predicate<String> isHeldOut() {
    return patient -> draw("split", patient, 0) < spec.fit().heldOut();
  }

  /** A number in [0, 1) that depends on nothing but the seed and what it is drawn for. */
  private double draw(String purpose, String patient, long time) {
    String text = spec.fit().seed() + "/" + purpose + "/" + patient + "/" + time;
    return Long.parseLong(Sha256.hex(text).substring(0, 12), 16) / (double) (1L << 48);
  }

  /** Medians and standard deviations of the training side; what is never known there is left. */
  private LogisticInputs inputs(TrainingTable training) {
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < spec.features().size(); i++) {
      double[] known = training.known(i);
      if (known.length > 0) {
        inputs.add(input(spec.features().get(i), known, training.rows().size()));
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

  private LinearSGDModel fit(TrainingTable training, LogisticInputs inputs, String data) {
    Fit fit = spec.fit();
    TrainingReport.Part counts = training.counts();
    int negatives = counts.rows() - counts.positives();
    double kept = Math.min(1, (double) fit.maxNegatives() / negatives);
    int[] columns = columns(inputs);
    List<Example<Label>> examples = new ArrayList<>();
    for (Row row : training.rows()) {
      if (row.label() || draw("thin", row.patient(), row.time()) < kept) {
        float weight = row.label() ? 1 : (float) (1 / kept);
        Example<Label> example = example(row, pick(row.values(), columns), inputs, weight);
        if (example.size() > 0) {
          examples.add(example);
        }
      }
    }
    progress.at("rows to learn from", examples.size());
    OffsetDateTime time = OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);
    LabelFactory labels = new LabelFactory();
    SimpleDataSourceProvenance source =
        new SimpleDataSourceProvenance(spec.data() + ", sha256 " + data, time, labels);
    MutableDataset<Label> dataset =
        new MutableDataset<>(new ListDataSource<>(examples, labels, source));
    return new TimelessTrainer(fit.epochs(), fit.seed(), time).train(dataset);
  }

  private static Example<Label> example(
      Row row, double[] values, LogisticInputs inputs, float weight) {
    String label = row.label() ? TribuoLogisticModel.POSITIVE : TribuoLogisticModel.NEGATIVE;
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

  /** Where each input stands in the table. */
  private int[] columns(LogisticInputs inputs) {
    return inputs.inputs().stream()
        .mapToInt(input -> spec.features().indexOf(input.feature()))
        .toArray();
  }

  private static double[] pick(double[] values, int[] columns) {
    return IntStream.of(columns).mapToDouble(column -> values[column]).toArray();
  }

  private byte[] pack(
      LogisticInputs inputs, LinearSGDModel tribuo, TrainingReport.Part counts, String data) {
    SortedMap<String, String> provenance = new TreeMap<>();
    provenance.put("data", spec.data());
    provenance.put("data-sha256", data);
    provenance.put("rows", Integer.toString(counts.rows()));
    provenance.put("patients", Integer.toString(counts.patients()));
    provenance.put("positives", Integer.toString(counts.positives()));
    provenance.put("fit", spec.fit().toString());
    provenance.put("feature-definitions", FeatureCatalogue.instance().hash());
    provenance.put("tribuo", Tribuo.VERSION);
    BundleManifest manifest =
        new BundleManifest(
            BundleManifest.FORMAT,
            BundleManifest.Kind.TRIBUO_LOGISTIC,
            spec.model(),
            spec.version(),
            new TreeMap<>(),
            provenance,
            LogisticInputs.MISSING_VALUES,
            spec.label(),
            new TreeMap<>(),
            new TreeMap<>());
    TribuoLogisticModel model =
        new TribuoLogisticModel(spec.model(), spec.version(), inputs, tribuo);
    return Bundles.trained(manifest, model, LogisticPayload.write(inputs, tribuo));
  }

  private static TribuoLogisticModel served(byte[] bundle) {
    try {
      return (TribuoLogisticModel) Bundles.open(bundle).get(0);
    } catch (BundleException e) {
      throw new IllegalStateException("the bundle just written can't be opened", e);
    }
  }

  private Ranking rank(TribuoLogisticModel model, LogisticInputs inputs, TrainingTable heldOut) {
    int[] columns = columns(inputs);
    double[] scores = new double[heldOut.rows().size()];
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      Row row = heldOut.rows().get(i);
      scores[i] = model.probability(pick(row.values(), columns));
      labels[i] = row.label();
    }
    progress.at("rows held out", scores.length);
    return Ranking.of(scores, labels);
  }
}
