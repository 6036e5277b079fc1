package dev.vigil.models.training;

import static dev.vigil.models.training.SickPatients.NUMBER;
import static dev.vigil.models.training.SickPatients.SPEC;
import static dev.vigil.models.training.SickPatients.rows;
import static dev.vigil.models.training.SickPatients.table;
import static dev.vigil.models.training.SickPatients.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.monitoring.Reference;
import dev.vigil.models.risk.Calibration;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrainerTest {
  @Test
  void model_ofPatientsWhoseHeartRateTells_findsThemAmongUnseenPatients() {
    // when
    TrainingReport report = train(rows());

    // then
    assertThat(report.auroc()).isBetween(0.75, 0.98);
    assertThat(report.rows().patients()).isEqualTo(120);
    assertThat(report.outOfFold()).hasSize(report.rows().rows());
    assertThat(report.bundleId()).isEqualTo(Bundles.id(report.bundle()));
  }

  @Test
  void training_ofTheSameRowsInAnotherOrder_givesTheSameBytes() {
    // given
    List<TrainingRow> shuffled = new ArrayList<>(rows());
    Collections.shuffle(shuffled, new Random(5));

    // when
    byte[] first = train(rows()).bundle();
    byte[] second = train(shuffled).bundle();

    // then
    assertThat(second).isEqualTo(first);
  }

  @Test
  void openedModel_scoresNamesWhatIsMissingAndExplains() throws BundleException {
    // given
    byte[] bundle = train(rows()).bundle();
    Model model = Bundles.open(bundle).get(0);
    TreeMap<String, Double> sick = new TreeMap<>();
    sick.put("heart-rate.last", 150.0);
    sick.put("heart-rate.age", 1.0);

    // when
    Score score = model.score(vector(sick), NUMBER);

    // then
    assertThat(score.outcome()).isEqualTo(Outcome.SCORE);
    sick.put("heart-rate.last", 60.0);
    assertThat(score.value())
        .isBetween(0.4, 1.0)
        .isGreaterThan(model.score(vector(sick), NUMBER).value());
    Calibration calibration = ((RiskModel) model).calibration();
    sick.put("heart-rate.last", 150.0);
    Score ill = model.score(vector(sick), NUMBER);
    assertThat(ill.value()).isCloseTo(calibration.probability(ill.raw()), within(1e-12));
    assertThat(ill.raw()).isNotCloseTo(calibration.logOdds(ill.raw()), within(1e-3));
    assertThat(score.contributions()).hasSizeBetween(1, 8).containsKey("heart-rate.last");
    assertThat(score.contributions().get("heart-rate.last")).isPositive();
    assertThat(score.missing()).contains("spo2.last").doesNotContain("heart-rate.last");
    BundleManifest manifest = Bundles.manifest(bundle);
    assertThat(manifest.label()).isEqualTo("sick");
    assertThat(manifest.missingValues()).contains("median");
    assertThat(manifest.provenance()).containsKeys("data-sha256", "rows", "patients", "tribuo");
    assertThat(model.features()).isSubsetOf(manifest.features().keySet());
  }

  @Test
  void bundle_carriesWhatTrainingLookedLike_andKeepsItThroughACalibration() throws BundleException {
    // given
    TrainingReport report = train(rows());

    // when
    Reference reference = Bundles.reference(report.bundle());
    Calibration site = new Calibration(-1, 0.5);
    byte[] fitted = Bundles.recalibrated(report.bundle(), "1-site", site, 0.5, Map.of());

    // then
    assertThat(reference.patients()).isEqualTo(120);
    assertThat(reference.score().rows()).isEqualTo(report.rows().rows());
    assertThat(reference.inputs().keySet())
        .containsExactlyInAnyOrderElementsOf(
            ((RiskModel) Bundles.open(report.bundle()).get(0)).inputs());
    assertThat(reference.inputs().get("heart-rate.last").counts()).hasSizeGreaterThan(5);
    Reference moved = Bundles.reference(fitted);
    assertThat(moved.inputs()).isEqualTo(reference.inputs());
    assertThat(moved.score().counts()).isEqualTo(reference.score().counts());
    Calibration trained = ((RiskModel) Bundles.open(report.bundle()).get(0)).calibration();
    for (int i = 0; i < moved.score().edges().size(); i++) {
      double margin = trained.margin(reference.score().edges().get(i));
      assertThat(moved.score().edges().get(i)).isCloseTo(site.probability(margin), within(1e-9));
    }
  }

  @Test
  void model_withoutAnyCurrentVital_doesNotApply() throws BundleException {
    // given
    Model model = Bundles.open(train(rows()).bundle()).get(0);
    TreeMap<String, Double> stale = new TreeMap<>();
    stale.put("heart-rate.last", 150.0);
    stale.put("heart-rate.age", 50_000.0);

    // when
    Score score = model.score(vector(stale), NUMBER);

    // then
    assertThat(score.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    assertThat(score.reason()).isEqualTo("no-current-vital");
  }

  @Test
  void training_withoutBothLabels_isRefusedInOneSentence() {
    List<TrainingRow> healthy = rows().stream().filter(row -> !row.label()).toList();

    assertThatThrownBy(() -> train(healthy))
        .hasMessageContaining("part 1 of 4 has 0 positive rows")
        .hasMessageContaining("give more patients");
  }

  /** Of four parts 4 models, 6 without two of them for each candidate, one of all, a tripwire's. */
  @Test
  void progress_hearsOfEachModelOnce() {
    Learner linear = new LinearLearner(LinearFit.LOGISTIC, TrainingSpec.SEED);

    assertThat(heard(linear)).isEqualTo(LongStream.rangeClosed(1, 4 + 6 + 1 + 1).boxed().toList());
    assertThat(heard(linear, linear))
        .isEqualTo(LongStream.rangeClosed(1, 4 + 2 * 6 + 1 + 1).boxed().toList());
  }

  private static List<Long> heard(Learner... candidates) {
    List<Long> heard = new CopyOnWriteArrayList<>();
    Progress progress =
        (stage, done) -> {
          if (stage.equals("models of " + SPEC.model())) {
            heard.add(done);
          }
        };
    try (SideBySide lanes = new SideBySide()) {
      TrainingReport report =
          Trainer.begin(SPEC, List.of(candidates), table(rows()), progress, lanes).get();
      assertThat(report.outOfFold()).hasSize(report.rows().rows());
    }
    return heard;
  }

  /** A model that nobody could open was written, after hours of training. */
  @Test
  void modelThatNoBundleHasRoomFor_isRefusedWithTheRemedy() {
    Learner linear = new LinearLearner(LinearFit.LOGISTIC, TrainingSpec.SEED);
    Map<String, byte[]> hoard = Map.of("hoard.bin", new byte[Bundles.MOST_BYTES]);

    assertThatThrownBy(() -> train(rows(), new Hoarder(linear, hoard)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected at most " + Bundles.MOST_BYTES)
        .hasMessageContaining("average fewer models");
  }

  /** Learns what another does, and writes more files. */
  private record Hoarder(Learner learner, Map<String, byte[]> hoard) implements Learner {
    @Override
    public BundleManifest.Kind kind() {
      return learner.kind();
    }

    @Override
    public String missingValues() {
      return learner.missingValues();
    }

    @Override
    public SortedMap<String, String> settings() {
      return learner.settings();
    }

    @Override
    public Learned learn(TrainingTable table, String source, Progress progress) {
      Learned learned = learner.learn(table, source, progress);
      SortedMap<String, byte[]> files = new TreeMap<>(learned.files());
      files.putAll(hoard);
      return new Learned(learned.predictor(), files);
    }
  }

  private static TrainingReport train(List<TrainingRow> rows) {
    return train(rows, new LinearLearner(LinearFit.LOGISTIC, TrainingSpec.SEED));
  }

  private static TrainingReport train(List<TrainingRow> rows, Learner learner) {
    return SickPatients.trained(SPEC, learner, table(rows));
  }
}
