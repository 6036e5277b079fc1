package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.evaluation.Ranking;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.training.TrainingTable.Row;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * From rows to a bundle with a report. All rows of a patient stay on one side of the split; nothing
 * of the held-out patients, not even a median, goes into the model. The same rows, in any order,
 * and the same spec give the same bundle to the byte.
 */
public final class Trainer {
  private final TrainingSpec spec;
  private final Learner learner;
  private final Progress progress;

  private Trainer(TrainingSpec spec, Learner learner, Progress progress) {
    this.spec = requireNonNull(spec, "spec is null");
    this.learner = requireNonNull(learner, "learner is null");
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
      TrainingSpec spec, Learner learner, Iterator<TrainingRow> rows, Progress progress) {
    return new Trainer(spec, learner, progress).train(rows);
  }

  private TrainingReport train(Iterator<TrainingRow> rows) {
    spec.features().forEach(Trainer::requireFeature);
    TrainingTable all = TrainingTable.of(spec.features(), rows, progress);
    TrainingTable training = all.ofPatients(isHeldOut().negate());
    TrainingTable heldOut = all.ofPatients(isHeldOut());
    requireApart(training, heldOut);
    requireBothLabels("training", training.counts());
    requireBothLabels("held-out", heldOut.counts());
    String data = all.hash();
    byte[] bundle = pack(training, data);
    Ranking ranking = rank(served(bundle), heldOut);
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

  /**
   * The tripwire of every training: a model that is tested on whom it knows looks better than it
   * is.
   *
   * @throws IllegalStateException if a patient is on both sides
   */
  static void requireApart(TrainingTable training, TrainingTable heldOut) {
    Set<String> known = new HashSet<>();
    training.rows().forEach(row -> known.add(row.patient()));
    long both =
        heldOut.rows().stream().map(Row::patient).distinct().filter(known::contains).count();
    if (both > 0) {
      throw new IllegalStateException(
          both + " patients are on both sides of the split, expected none: the report would lie");
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
    Draw draw = new Draw(spec.seed());
    return patient -> draw.of("split", patient, 0) < spec.heldOut();
  }

  private byte[] pack(TrainingTable training, String data) {
    Learner.Learned learned = learner.learn(training, spec.data() + ", sha256 " + data, progress);
    RiskModel model = new RiskModel(spec.model(), spec.version(), learned.predictor());
    BundleManifest manifest =
        new BundleManifest(
            BundleManifest.FORMAT,
            learner.kind(),
            spec.model(),
            spec.version(),
            new TreeMap<>(),
            provenance(training.counts(), data),
            learner.missingValues(),
            spec.label(),
            new TreeMap<>(),
            new TreeMap<>());
    return Bundles.trained(manifest, model, learned.files());
  }

  private SortedMap<String, String> provenance(TrainingReport.Part counts, String data) {
    SortedMap<String, String> provenance = new TreeMap<>(learner.settings());
    provenance.put("data", spec.data());
    provenance.put("data-sha256", data);
    provenance.put("rows", Integer.toString(counts.rows()));
    provenance.put("patients", Integer.toString(counts.patients()));
    provenance.put("positives", Integer.toString(counts.positives()));
    provenance.put("seed", Long.toString(spec.seed()));
    provenance.put("held-out", Double.toString(spec.heldOut()));
    provenance.put("feature-definitions", FeatureCatalogue.instance().hash());
    return provenance;
  }

  private static RiskModel served(byte[] bundle) {
    try {
      return (RiskModel) Bundles.open(bundle).get(0);
    } catch (BundleException e) {
      throw new IllegalStateException("the bundle just written can't be opened", e);
    }
  }

  private Ranking rank(RiskModel model, TrainingTable heldOut) {
    int[] columns = heldOut.columns(model.inputs());
    double[] scores = new double[heldOut.rows().size()];
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      Row row = heldOut.rows().get(i);
      scores[i] = model.probability(row.pick(columns));
      labels[i] = row.label();
    }
    progress.at("rows held out", scores.length);
    return Ranking.of(scores, labels);
  }
}
