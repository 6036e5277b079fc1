package dev.vigil.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.linear.LinearInputs;
import dev.vigil.models.monitoring.Reference;
import dev.vigil.models.risk.Calibration;
import dev.vigil.models.risk.Predictor;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.scores.Model;
import dev.vigil.models.training.RecordedStay.Row;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final TrainingSpec SPEC =
      new TrainingSpec(
          "sick-logistic", "1", "sick", "generated", TrainingSpec.SEED, 4, AlarmWorth.EVEN);
  private static final OutputNumber NUMBER = new OutputNumber(1, 2, 0);
  private static final long ADMITTED = 1_700_000_000L;

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
  void trees_ofTheSameRows_areTheSameBytesHoweverManyThreadsGrowThem() throws BundleException {
    // given
    XgboostFit fit =
        new XgboostFit(8, 3, 0.4, 0.8, 0.8, 1, 1, 64, 1, AlarmWorth.EVEN, TreeSight.ALL);

    // when
    TrainingReport report = grown(new XgboostLearner(List.of(fit, fit), 3, 1));
    TrainingReport again = grown(new XgboostLearner(List.of(fit, fit), 3, 2));

    // then
    assertThat(again.bundle()).isEqualTo(report.bundle());
    assertThat(report.auroc()).isBetween(0.7, 0.98);
    assertThat(Bundles.manifest(report.bundle()).kind()).isEqualTo(BundleManifest.Kind.XGBOOST);
  }

  @Test
  void trees_onceOpened_scoreAndExplain() throws BundleException {
    // given
    XgboostFit fit =
        new XgboostFit(60, 3, 0.1, 0.7, 0.1, 1, 1, 64, 1, AlarmWorth.SEPSIS_UTILITY, TreeSight.ALL);
    Model model = Bundles.open(grown(new XgboostLearner(fit, 3, 1)).bundle()).get(0);
    TreeMap<String, Double> values = new TreeMap<>();
    values.put("heart-rate.last", 150.0);
    values.put("heart-rate.age", 1.0);

    // when
    Score score = model.score(vector(values), NUMBER);

    // then
    values.put("heart-rate.last", 60.0);
    assertThat(score.outcome()).isEqualTo(Outcome.SCORE);
    assertThat(score.value()).isGreaterThan(model.score(vector(values), NUMBER).value());
    assertThat(score.contributions()).hasSizeBetween(1, 8);
    assertThat(score.missing()).contains("spo2.last");
  }

  @Test
  void trees_ofSimpleSight_neverAskForWhatTheyDontSee() throws BundleException {
    // given: of the features that tell something, quartiles among them, a part
    XgboostFit fit =
        new XgboostFit(8, 3, 0.4, 0.8, 1, 1, 1, 64, 1, AlarmWorth.EVEN, TreeSight.SIMPLE);
    List<String> seen = List.of("heart-rate.mean.8h", "heart-rate.max.stay", "heart-rate.last");
    List<String> all = new ArrayList<>(seen);
    all.addAll(List.of("heart-rate.median.8h", "heart-rate.q1.24h", "heart-rate.baseline.hours"));

    // when
    XgboostLearner learner = new XgboostLearner(fit, 3, 1);
    Predictor simple = learner.learn(tableOf(all), "", Progress.NONE).predictor();
    Predictor same = learner.learn(tableOf(seen), "", Progress.NONE).predictor();

    // then
    double[] sick = {110, 130, 120, 115, 112, 3};
    double[] hidden = {110, 130, 120, 10, 10, 300};
    assertThat(simple.margin(hidden)).isEqualTo(simple.margin(sick));
    assertThat(simple.margin(sick)).isEqualTo(same.margin(new double[] {110, 130, 120}));
    assertThat(simple.margin(new double[] {60, 70, 60, 115, 112, 3}))
        .isLessThan(simple.margin(sick));
  }

  private static TrainingTable tableOf(List<String> features) {
    return TrainingTable.of(features, rows().iterator(), Progress.NONE);
  }

  @Test
  void worth_ofAWarning_isThatOfTheChallenge() {
    // figure 1 of the source: hours since the first labelled row, which is 6 h before the onset
    assertThat(worth(-20)).isEqualTo(-0.05);
    assertThat(worth(-6)).isEqualTo(0);
    assertThat(worth(-3)).isEqualTo(0.5);
    assertThat(worth(0)).isEqualTo(1);
    assertThat(worth(6)).isCloseTo(3 / 9.0 + 12 / 9.0, within(1e-12));
    assertThat(worth(9)).isCloseTo(2, within(1e-12));
    assertThat(worth(10)).isEqualTo(0);
  }

  private static double worth(long hours) {
    return AlarmWorth.SEPSIS_UTILITY.of(
        new TrainingTable.Row("p", 0, hours >= 0, hours * 3_600, new float[0]));
  }

  @Test
  void split_withAPatientOnBothSides_stopsTheTraining() {
    TrainingTable all =
        TrainingTable.of(LinearInputs.defaultFeatures(), rows().iterator(), Progress.NONE);
    TrainingTable some = all.ofPatients(patient -> patient.endsWith("7"));

    assertThatThrownBy(() -> CrossValidation.requireApart(all, some))
        .hasMessageContaining("12 patients are on both sides");
  }

  private static TrainingReport grown(XgboostLearner learner) {
    assumeThat(
            XgboostLearner.isAvailable()
                || Boolean.parseBoolean(System.getenv("VIGIL_REQUIRE_SERVICES")))
        .as("left out: XGBoost's native library can't be loaded")
        .isTrue();
    return Trainer.train(SPEC, List.of(learner), table(rows()), Progress.NONE);
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
  void feature_thatNoRowKnows_isNotLearnedFrom() {
    TrainingTable table =
        TrainingTable.of(
            List.of("heart-rate.last", "interstitial-glucose.last"),
            rows().iterator(),
            Progress.NONE);

    assertThat(table.features()).containsExactly("heart-rate.last");
  }

  @Test
  void trainingRows_knowNothingThatCameLater() {
    // given: the second row brings a late value that was measured before the first
    long first = ADMITTED + 3_600;
    Row before = new Row(first, List.of(heartRate(first, 800)), false);
    Row after = new Row(first + 3_600, List.of(heartRate(first - 60, 1_800)), true);

    // when
    List<TrainingRow> rows = new RecordedStay(context("p"), List.of(before, after)).trainingRows();

    // then
    assertThat(rows).extracting(TrainingRow::label).containsExactly(false, true);
    assertThat(rows.get(0).vector().values()).containsEntry("heart-rate.max.8h", 80.0);
    assertThat(rows.get(1).vector().values()).containsEntry("heart-rate.max.8h", 180.0);
  }

  @Test
  void trainingRows_areThereForHoursWithoutAValue() {
    long first = ADMITTED + 3_600;
    Row before = new Row(first, List.of(heartRate(first, 800)), false);
    Row nothing = new Row(first + 3_600, List.of(), true);

    List<TrainingRow> rows =
        new RecordedStay(context("p"), List.of(before, nothing)).trainingRows();

    assertThat(rows.get(1).vector().known()).isEqualTo(first + 3_601);
    assertThat(rows.get(1).vector().values())
        .containsEntry("heart-rate.last", 80.0)
        .containsEntry("heart-rate.age", 3_601.0);
  }

  @Test
  void training_withoutBothLabels_isRefusedInOneSentence() {
    List<TrainingRow> healthy = rows().stream().filter(row -> !row.label()).toList();

    assertThatThrownBy(() -> train(healthy))
        .hasMessageContaining("part 1 of 4 has 0 positive rows")
        .hasMessageContaining("give more patients");
  }

  private static TrainingReport train(List<TrainingRow> rows) {
    Learner learner = new LinearLearner(LinearFit.LOGISTIC, TrainingSpec.SEED);
    return Trainer.train(SPEC, List.of(learner), table(rows), Progress.NONE);
  }

  private static TrainingTable table(List<TrainingRow> rows) {
    return TrainingTable.of(LinearInputs.defaultFeatures(), rows.iterator(), Progress.NONE);
  }

  /**
   * 120 patients, ten hours each; every fourth is sick and has a heart rate 20 higher. Saturation,
   * which tells nothing, is known of some.
   */
  static List<TrainingRow> rows() {
    Random random = new Random(7);
    List<TrainingRow> rows = new ArrayList<>();
    for (int patient = 0; patient < 120; patient++) {
      boolean sick = patient % 4 == 0;
      double usual = 80 + 12 * random.nextGaussian() + (sick ? 20 : 0);
      List<Row> stay = new ArrayList<>();
      for (int hour = 1; hour <= 10; hour++) {
        long time = ADMITTED + hour * 3_600L;
        long steps = Math.round(10 * (usual + 4 * random.nextGaussian()));
        List<Reading> readings = new ArrayList<>(List.of(heartRate(time, steps)));
        if (patient % 3 == 0) {
          readings.add(Reading.of("spo2", "mon-1", time, 970 + random.nextInt(20)));
        }
        stay.add(new Row(time, readings, sick));
      }
      rows.addAll(new RecordedStay(context("p" + patient), stay).trainingRows());
    }
    return rows;
  }

  private static Reading heartRate(long measured, long steps) {
    return Reading.of("heart-rate", "mon-1", measured, steps);
  }

  private static FeatureVector vector(SortedMap<String, Double> values) {
    return new FeatureVector("p", "hash", ADMITTED, ADMITTED, values);
  }

  private static PatientContext context(String patient) {
    return new PatientContext(
        patient,
        1,
        PatientContext.Status.ADMITTED,
        PatientContext.Origin.TRAINING,
        "w",
        "b",
        60,
        null,
        null,
        1,
        new TreeMap<>(),
        List.of(),
        PatientContext.MonitoringPlan.NONE,
        ADMITTED,
        null,
        "test",
        "test");
  }
}
