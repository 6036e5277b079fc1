package dev.vigil.models.training.forecast;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.Sha256;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.evaluation.ForecastCase;
import dev.vigil.models.forecast.ForecastModel;
import dev.vigil.models.forecast.ForecastPayload;
import dev.vigil.models.forecast.ForecastTask;
import dev.vigil.models.monitoring.Distribution;
import dev.vigil.models.monitoring.Reference;
import dev.vigil.models.training.Progress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * From rows to a bundle with two validations. On unseen subjects: each part of the subjects is
 * forecast by a model of the others, for which algorithm and interval were chosen without the part,
 * too. On later time: the end of each subject's recording is forecast by a model of all beginnings.
 * The bundle's model is grown on all rows. The same rows and spec give the same bundle to the byte.
 */
public final class ForecastTrainer {
  /** Share of each subject's rows that are the beginning. */
  public static final double EARLIER_SHARE = 0.7;

  private static final double PENALTY = 0.01;

  private final ForecastSpec spec;
  private final ForecastTask task;
  private final List<String> features;
  private final List<ForecastRow> rows;
  private final SubjectParts parts;
  private final IntervalLearner learner;
  private final Progress progress;

  private ForecastTrainer(ForecastSpec spec, ForecastRows source, Progress progress) {
    this.spec = requireNonNull(spec, "spec is null");
    this.task = source.task();
    this.features = source.features();
    this.rows =
        source.rows().stream()
            .sorted(Comparator.comparing(ForecastRow::patient).thenComparingLong(ForecastRow::time))
            .toList();
    this.parts = new SubjectParts(rows, spec.folds(), spec.seed());
    this.learner = new IntervalLearner(candidates(spec.seed()), features, spec.level());
    this.progress = requireNonNull(progress, "progress is null");
  }

  private static List<RegressionLearner> candidates(long seed) {
    return List.of(new RidgeLearner(PENALTY), new BoostedLearner(60, 4, 0.1, 100, seed));
  }

  /**
   * Trains, validates and packs a model.
   *
   * @throws IllegalArgumentException if the rows are not enough
   * @throws IllegalStateException if XGBoost can't be loaded
   */
  public static ForecastTraining train(ForecastSpec spec, ForecastRows rows, Progress progress) {
    return new ForecastTrainer(spec, rows, progress).train();
  }

  private ForecastTraining train() {
    List<ForecastCase> later = laterTime();
    progress.at("validated on later time, rows", later.size());
    SortedMap<String, Integer> chosen = new TreeMap<>();
    List<ForecastCase> unseen = unseenSubjects(chosen);
    IntervalLearner.Learned learned = learner.learn(rows, parts);
    progress.at("model grown on all rows", rows.size());
    String data = hash();
    byte[] bundle = pack(learned, data, unseen);
    return new ForecastTraining(
        spec,
        Bundles.id(bundle),
        data,
        learned.learner().settings(),
        chosen,
        learned.predictor().factor(),
        unseen,
        later,
        bundle);
  }

  private List<ForecastCase> unseenSubjects(SortedMap<String, Integer> chosen) {
    List<ForecastCase> cases = new ArrayList<>();
    for (int part = 0; part < spec.folds(); part++) {
      int held = part;
      List<ForecastRow> others =
          rows.stream().filter(row -> parts.of(row.patient()) != held).toList();
      IntervalLearner.Learned learned = learner.learn(others, parts);
      chosen.merge(learned.learner().settings(), 1, Integer::sum);
      rows.stream()
          .filter(row -> parts.of(row.patient()) == held)
          .forEach(row -> cases.add(forecast(learned, row)));
      progress.at("parts validated", part + 1L);
    }
    return cases;
  }

  /** A row counts as earlier when what came of it was known before the later time began. */
  private List<ForecastCase> laterTime() {
    Map<String, Long> begin = new HashMap<>();
    Map<String, List<ForecastRow>> bySubject = new TreeMap<>();
    rows.forEach(row -> bySubject.computeIfAbsent(row.patient(), id -> new ArrayList<>()).add(row));
    bySubject.forEach(
        (subject, all) -> begin.put(subject, all.get((int) (EARLIER_SHARE * all.size())).time()));
    int until = task.aheadSeconds() + task.toleranceSeconds();
    List<ForecastRow> earlier =
        rows.stream().filter(row -> row.time() + until < later(begin, row)).toList();
    if (earlier.isEmpty()) {
      throw new IllegalArgumentException(
          "no row lies before the later time, expected longer recordings");
    }
    IntervalLearner.Learned learned = learner.learn(earlier, parts);
    return rows.stream()
        .filter(row -> row.time() >= later(begin, row))
        .map(row -> forecast(learned, row))
        .toList();
  }

  private static long later(Map<String, Long> begin, ForecastRow row) {
    return requireNonNull(begin.get(row.patient()), "a subject has no later time");
  }

  private static ForecastCase forecast(IntervalLearner.Learned learned, ForecastRow row) {
    double forecast = row.last() + learned.predictor().centre().margin(row.values());
    double half = learned.predictor().halfWidth(row.values());
    return new ForecastCase(
        row.patient(),
        row.last(),
        row.extrapolated(),
        row.actual(),
        forecast,
        forecast - half,
        forecast + half);
  }

  private byte[] pack(IntervalLearner.Learned learned, String data, List<ForecastCase> unseen) {
    ForecastPayload.Algorithm algorithm = learned.learner().algorithm();
    ForecastModel model =
        new ForecastModel(spec.model(), spec.version(), task, learned.predictor());
    ForecastPayload.Form form =
        new ForecastPayload.Form(
            task,
            algorithm,
            spec.level(),
            learned.predictor().leastSpread(),
            learned.predictor().factor());
    BundleManifest manifest =
        new BundleManifest(
            BundleManifest.FORMAT,
            BundleManifest.Kind.FORECAST,
            spec.model(),
            spec.version(),
            new TreeMap<>(),
            provenance(learned.learner(), data),
            algorithm.missingValues(),
            spec.label(),
            new TreeMap<>(),
            null,
            new TreeMap<>());
    return Bundles.trained(
        manifest,
        model,
        ForecastPayload.write(form, learned.centre().files(), learned.spread().files()),
        reference(unseen));
  }

  private Reference reference(List<ForecastCase> unseen) {
    SortedMap<String, Distribution> inputs = new TreeMap<>();
    for (int i = 0; i < features.size(); i++) {
      int column = i;
      inputs.put(
          features.get(i),
          Distribution.of(rows.stream().mapToDouble(row -> row.values()[column]).toArray()));
    }
    return new Reference(
        spec.data(),
        rows.stream().map(ForecastRow::patient).distinct().count(),
        rows.size(),
        inputs,
        Distribution.of(unseen.stream().mapToDouble(ForecastCase::forecast).toArray()));
  }

  private SortedMap<String, String> provenance(RegressionLearner chosen, String data) {
    SortedMap<String, String> provenance = new TreeMap<>();
    provenance.put("fit", chosen.settings());
    provenance.put("data", spec.data());
    provenance.put("data-sha256", data);
    provenance.put("rows", Integer.toString(rows.size()));
    provenance.put(
        "patients", Long.toString(rows.stream().map(ForecastRow::patient).distinct().count()));
    provenance.put("seed", Long.toString(spec.seed()));
    provenance.put("folds", Integer.toString(spec.folds()));
    provenance.put("interval-level", Double.toString(spec.level()));
    return provenance;
  }

  private String hash() {
    MessageDigest digest = Sha256.newDigest();
    for (ForecastRow row : rows) {
      digest.update(row.patient().getBytes(StandardCharsets.UTF_8));
      ByteBuffer numbers = ByteBuffer.allocate(Double.BYTES * (row.values().length + 3));
      numbers.putLong(row.time()).putDouble(row.last()).putDouble(row.actual());
      Arrays.stream(row.values()).forEach(numbers::putDouble);
      digest.update(numbers.array());
    }
    return Sha256.hex(digest);
  }
}
