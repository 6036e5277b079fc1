package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.evaluation.Ranking;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.monitoring.Distribution;
import dev.vigil.models.monitoring.Reference;
import dev.vigil.models.risk.RiskModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * From rows to a bundle with a report. The report is of a cross-validation; the bundle's model is
 * grown on all rows, and its calibration and threshold come from what was said of patients unseen.
 * The same rows, in any order, and the same spec give the same bundle to the byte.
 */
public final class Trainer {
  private final TrainingSpec spec;
  private final List<Learner> candidates;
  private final TrainingTable table;
  private final Progress progress;
  private long grown;

  private Trainer(
      TrainingSpec spec, List<Learner> candidates, TrainingTable table, Progress progress) {
    this.spec = requireNonNull(spec, "spec is null");
    this.candidates = List.copyOf(candidates);
    this.table = requireNonNull(table, "table is null");
    this.progress = requireNonNull(progress, "progress is null");
    if (this.candidates.isEmpty()) {
      throw new IllegalArgumentException("there is no learner, expected at least one");
    }
  }

  /**
   * Begins to train, validate and pack a model; who asks for it waits for it, and is thrown an
   * {@link IllegalStateException} if a tripwire was hit.
   *
   * @param candidates ways to learn, of one kind, the best of which is taken
   * @param table rows of enough patients that each part has both labels
   * @param progress hears of each model, from several threads
   * @param lanes that the models are grown in
   * @throws IllegalArgumentException if a feature doesn't exist, or the rows are not enough
   */
  public static Supplier<TrainingReport> begin(
      TrainingSpec spec,
      List<Learner> candidates,
      TrainingTable table,
      Progress progress,
      SideBySide lanes) {
    Trainer trainer = new Trainer(spec, candidates, table, progress);
    return trainer.begin(lanes.telling(trainer::tell));
  }

  /**
   * The model of the bundle, and what looks for leakage.
   *
   * @param learned on all rows
   */
  private record Grown(Supplier<Learner.Learned> learned, Supplier<Tripwires> tripwires) {}

  /** The largest model is begun first: what is small fills the end better. */
  private Supplier<TrainingReport> begin(SideBySide lanes) {
    table.features().forEach(Trainer::requireFeature);
    String data = table.hash();
    String source = spec.data() + ", sha256 " + data;
    CrossValidation parts = new CrossValidation(spec, candidates, table, source, progress);
    Optional<Grown> only =
        candidates.size() == 1
            ? Optional.of(begin(candidates.get(0), source, lanes))
            : Optional.empty();
    Supplier<Validation> validating = parts.begin(lanes);
    return () -> {
      Validation validation = validating.get();
      Learner learner = candidates.get(validation.candidate());
      return report(learner, only.orElseGet(() -> begin(learner, source, lanes)), validation, data);
    };
  }

  private synchronized void tell() {
    progress.at("models of " + spec.model(), ++grown);
  }

  private Grown begin(Learner learner, String source, SideBySide lanes) {
    return new Grown(
        lanes.begin(() -> learner.learn(table, source, progress)),
        lanes.begin(() -> Tripwires.of(spec, learner, table, progress)));
  }

  private TrainingReport report(Learner learner, Grown model, Validation validation, String data) {
    byte[] bundle = pack(learner, model.learned().get(), validation, data);
    Ranking ranking = Ranking.of(validation.probabilities(), validation.labels());
    return new TrainingReport(
        spec.model(),
        spec.version(),
        Bundles.id(bundle),
        data,
        table.counts(),
        spec.folds(),
        learner.settings(),
        validation.calibration(),
        validation.threshold(),
        ranking.auroc(),
        ranking.auprc(),
        model.tripwires().get(),
        validation.outOfFold(),
        bundle);
  }

  private static void requireFeature(String feature) {
    if (FeatureCatalogue.instance().hash(feature) == null) {
      throw new IllegalArgumentException("there is no feature '" + feature + "'");
    }
  }

  private byte[] pack(
      Learner learner, Learner.Learned learned, Validation validation, String data) {
    RiskModel model =
        new RiskModel(
            spec.model(),
            spec.version(),
            learned.predictor(),
            validation.calibration(),
            validation.threshold());
    SortedMap<String, Double> thresholds = new TreeMap<>();
    thresholds.put(BundleManifest.DECISION, validation.threshold());
    BundleManifest manifest =
        new BundleManifest(
            BundleManifest.FORMAT,
            learner.kind(),
            spec.model(),
            spec.version(),
            new TreeMap<>(),
            provenance(learner, data),
            learner.missingValues(),
            spec.label(),
            thresholds,
            validation.calibration(),
            new TreeMap<>());
    return loadable(
        Bundles.trained(manifest, model, learned.files(), reference(model, validation)));
  }

  private static byte[] loadable(byte[] bundle) {
    if (bundle.length > Bundles.MOST_BYTES) {
      throw new IllegalStateException(
          "the model's bundle would have "
              + bundle.length
              + " bytes, expected at most "
              + Bundles.MOST_BYTES
              + ": average fewer models, or learn from fewer inputs");
    }
    return bundle;
  }

  /** Scores are those of patients unseen: of its own rows a model is surer than it will ever be. */
  private Reference reference(RiskModel model, Validation validation) {
    Map<String, Distribution> inputs =
        model.inputs().parallelStream()
            .collect(
                Collectors.toConcurrentMap(
                    Function.identity(), input -> Distribution.of(table.values(input))));
    TrainingReport.Part counts = table.counts();
    return new Reference(
        spec.data(),
        counts.patients(),
        counts.rows(),
        new TreeMap<>(inputs),
        Distribution.of(validation.probabilities()));
  }

  private SortedMap<String, String> provenance(Learner learner, String data) {
    TrainingReport.Part counts = table.counts();
    SortedMap<String, String> provenance = new TreeMap<>(learner.settings());
    provenance.put("data", spec.data());
    provenance.put("data-sha256", data);
    provenance.put("rows", Integer.toString(counts.rows()));
    provenance.put("patients", Integer.toString(counts.patients()));
    provenance.put("positives", Integer.toString(counts.positives()));
    provenance.put("seed", Long.toString(spec.seed()));
    provenance.put("folds", Integer.toString(spec.folds()));
    provenance.put("nested", Boolean.toString(spec.nested()));
    provenance.put("decisions", spec.decisions().name());
    provenance.put("feature-definitions", FeatureCatalogue.instance().hash());
    return provenance;
  }
}
