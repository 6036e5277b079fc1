package dev.vigil.models.training;

import static dev.vigil.models.training.SickPatients.NUMBER;
import static dev.vigil.models.training.SickPatients.SPEC;
import static dev.vigil.models.training.SickPatients.rows;
import static dev.vigil.models.training.SickPatients.table;
import static dev.vigil.models.training.SickPatients.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.risk.Predictor;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainedTreesTest {
  private static final String PULSE = "heart-rate.last";
  private static final double[] FAST = {125};
  private static final double[] SLOW = {70};

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

  @Test
  void rung_ofSimpleSight_seesWhatTheModelDoesnt() {
    // given
    XgboostFit fit =
        new XgboostFit(8, 3, 0.4, 0.8, 1, 1, 1, 64, 1, AlarmWorth.EVEN, TreeSight.SIMPLE);
    requireXgboost();
    Learner learner = new XgboostLearner(fit, 3, 1);
    TrainingTable medians = tableOf(List.of("heart-rate.median.8h"));

    // when
    Predictor model = learner.learn(medians, "", Progress.NONE).predictor();
    Predictor rung = learner.rung().learn(medians, "", Progress.NONE).predictor();

    // then
    assertThat(model.margin(FAST)).isEqualTo(model.margin(SLOW));
    assertThat(rung.margin(FAST)).isGreaterThan(rung.margin(SLOW));
  }

  /**
   * Fewer rows with more weight say the same: a threshold that is chosen by them is the model's.
   */
  @Test
  void sketch_ofManyRows_learnsFromFewerAndSaysNearlyTheSame() {
    XgboostFit fit = new XgboostFit(8, 2, 0.5, 1, 1, 1, 1, 64, 1, AlarmWorth.EVEN, TreeSight.ALL);
    requireXgboost();
    Learner learner = new XgboostLearner(fit, 3, 1);
    TrainingTable many = pulses(120_000);

    Predictor whole = learner.learn(many, "", Progress.NONE).predictor();
    Predictor sketch = learner.sketch().learn(many, "", Progress.NONE).predictor();

    assertThat(sketch.margin(FAST)).isNotEqualTo(whole.margin(FAST));
    assertThat(sketch.margin(FAST)).isCloseTo(whole.margin(FAST), within(0.15));
    assertThat(sketch.margin(SLOW)).isCloseTo(whole.margin(SLOW), within(0.15));
  }

  @Test
  void sketch_ofFewRows_isTheModelItself() {
    XgboostFit fit = new XgboostFit(8, 2, 0.5, 1, 1, 1, 1, 64, 1, AlarmWorth.EVEN, TreeSight.ALL);
    requireXgboost();
    Learner learner = new XgboostLearner(fit, 3, 1);

    assertThat(learner.sketch().learn(pulses(2_000), "", Progress.NONE).predictor().margin(FAST))
        .isEqualTo(learner.learn(pulses(2_000), "", Progress.NONE).predictor().margin(FAST));
  }

  /** One row a patient; every tenth has the label, and mostly a fast pulse. */
  private static TrainingTable pulses(int patients) {
    Random random = new Random(5);
    Iterator<TrainingRow> rows =
        IntStream.range(0, patients)
            .mapToObj(
                i -> {
                  boolean sick = i % 10 == 0;
                  double pulse = (sick ? 110 : 80) + 15 * random.nextGaussian();
                  TreeMap<String, Double> values = new TreeMap<>(Map.of(PULSE, pulse));
                  long since = sick ? 0 : TrainingRow.NEVER;
                  return new TrainingRow("p" + i, 1, vector(values), sick, since);
                })
            .iterator();
    return TrainingTable.of(List.of(PULSE), rows, Progress.NONE);
  }

  private static TrainingTable tableOf(List<String> features) {
    return TrainingTable.of(features, rows().iterator(), Progress.NONE);
  }

  private static TrainingReport grown(XgboostLearner learner) {
    requireXgboost();
    return SickPatients.trained(SPEC, learner, table(rows()));
  }

  private static void requireXgboost() {
    assumeThat(
            XgboostLearner.isAvailable()
                || Boolean.parseBoolean(System.getenv("VIGIL_REQUIRE_SERVICES")))
        .as("left out: XGBoost's native library can't be loaded")
        .isTrue();
  }
}
