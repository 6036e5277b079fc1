package dev.vigil.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.CurvePoint;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.schemas.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final ObjLongConsumer<String> SILENT = (stage, done) -> {};
  private static final EvaluationSettings QUICK =
      EvaluationSettings.DEFAULT.withResamples(EvaluationSettings.LEAST_RESAMPLES);

  @Test
  void alerts_areCountedWhereTheProbabilityRisesToTheThreshold() {
    // given: onset in hour 16, right from hour 4 to 19; 48 rows are two patient-days
    LabelledStay septic = stay("ann", 20, 10);
    LabelledStay other = stay("ben", 28, 28);
    double[] ann = new double[20];
    Arrays.fill(ann, 5, 8, 0.7);
    ann[12] = 0.5;
    double[] ben = new double[28];
    ben[0] = 0.9;

    // when
    ContestantReport report =
        evaluate(List.of(septic, other), List.of(ann, ben)).slices().get(0).contestants().get(0);

    // then
    assertThat(value(report, Metric.ALERTS_PER_DAY)).isEqualTo(1.5);
    assertThat(value(report, Metric.PPV)).isEqualTo(2.0 / 3);
    assertThat(value(report, Metric.SENSITIVITY)).isEqualTo(1);
    assertThat(value(report, Metric.LEAD_HOURS)).isEqualTo(11);
  }

  @Test
  void labelsWithoutAnOnset_haveAlertsButNoUtilityAndNoLeadTime() {
    // given
    boolean[] dies = new boolean[24];
    Arrays.fill(dies, true);
    LabelledStay ann =
        new LabelledStay("ann", new TreeMap<>(), hours(24), dies, LabelledStay.NO_ONSET);
    LabelledStay ben = stay("ben", 24, 24);
    double[] high = new double[24];
    Arrays.fill(high, 0.6);

    // when
    ContestantReport report =
        evaluate(List.of(ann, ben), List.of(high, new double[24]))
            .slices()
            .get(0)
            .contestants()
            .get(0);

    // then
    assertThat(report.metrics()).doesNotContainKey("utility");
    assertThat(report.decisions().metrics()).doesNotContainKey("lead_hours");
    assertThat(value(report, Metric.SENSITIVITY)).isEqualTo(1);
    assertThat(value(report, Metric.PPV)).isEqualTo(1);
  }

  @Test
  void calibration_ofTwoLevels_isTheLineThroughTheirLogOdds() {
    // given: 0.2 is 0.4 in truth and 0.6 is 0.7
    List<LabelledStay> stays = new ArrayList<>();
    List<double[]> probabilities = new ArrayList<>();
    addRows(stays, probabilities, 0.2, 60, 40);
    addRows(stays, probabilities, 0.6, 30, 70);

    // when
    EvaluationReport report = evaluate(stays, probabilities);

    // then
    double slope = (logit(0.7) - logit(0.4)) / (logit(0.6) - logit(0.2));
    ContestantReport all = report.slices().get(0).contestants().get(0);
    assertThat(value(all, Metric.CALIBRATION_SLOPE)).isCloseTo(slope, within(1e-9));
    assertThat(value(all, Metric.CALIBRATION_INTERCEPT))
        .isCloseTo(logit(0.4) - slope * logit(0.2), within(1e-9));
    assertThat(value(all, Metric.CALIBRATION_IN_THE_LARGE)).isPositive();
    assertThat(value(all, Metric.CALIBRATION_ERROR)).isCloseTo(0.15, within(1e-12));
    assertThat(all.reliability())
        .extracting(ReliabilityBin::rows, ReliabilityBin::observed)
        .containsExactly(tuple(100L, 0.7), tuple(100L, 0.4));
  }

  @Test
  void slices_haveTheirOwnRowsAndSayWhyTheyAreNotMeasure() {
    // given: the only septic patient is male and labelled at once
    LabelledStay ann = LabelledStay.ofSepsis("ann", sex("female"), hours(70), new boolean[70]);
    boolean[] labels = new boolean[10];
    Arrays.fill(labels, true);
    LabelledStay bob = LabelledStay.ofSepsis("bob", sex("male"), hours(10), labels);

    // when
    EvaluationReport report = evaluate(List.of(ann, bob), List.of(new double[70], new double[10]));

    // then
    assertThat(report.slices())
        .extracting(SliceReport::name, SliceReport::rows, SliceReport::notEvaluated)
        .containsExactly(
            tuple("all rows", 80, null),
            tuple("hours below 60", 70, null),
            tuple(
                "without patients labelled in their first row",
                70,
                "none of its rows has the event"),
            tuple("female", 70, "none of its rows has the event"),
            tuple("male", 10, "all of its rows have the event"));
  }

  @Test
  void outcomeWithoutAMoment_isJudgedByDecisionsAndOnTheLastRows() {
    // given: one of two who die is found in the end, and one of three who don't is, too
    List<LabelledStay> stays = new ArrayList<>();
    List<double[]> probabilities = new ArrayList<>();
    double[][] said = {{0.6, 0.9}, {0.1, 0.2}, {0.9, 0.1}, {0.2, 0.8}, {0.3, 0.3}};
    for (int i = 0; i < said.length; i++) {
      stays.add(LabelledStay.ofOutcome("p" + i, sex("male"), hours(2), i < 2));
      probabilities.add(said[i]);
    }

    // when
    EvaluationReport report = evaluate(stays, probabilities);

    // then
    assertThat(report.slices())
        .extracting(SliceReport::name)
        .containsExactly("all rows", "hours below 60", "last rows");
    SliceReport last = report.slices().get(2);
    assertThat(last.rows()).isEqualTo(5);
    assertThat(last.events()).isEqualTo(2);
    ContestantReport contestant = last.contestants().get(0);
    assertThat(value(contestant, Metric.ACCURACY)).isEqualTo(3 / 5.0);
    assertThat(value(contestant, Metric.LEAST_OF_SENSITIVITY_AND_PPV)).isEqualTo(1 / 2.0);
    assertThat(contestant.metrics()).doesNotContainKey("utility");
    assertThat(contestant.decisions().metrics()).doesNotContainKey("lead_hours");
    assertThat(contestant.curve()).allMatch(point -> point.utility() == null);
  }

  @Test
  void staysOfOneRow_haveNoCourseAndNoDays() {
    List<LabelledStay> stays = new ArrayList<>();
    List<double[]> probabilities = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      stays.add(LabelledStay.ofOutcome("p" + i, sex("male"), hours(1), i < 2));
      probabilities.add(new double[] {i == 0 ? 0.4 : 1 - i / 5.0});
    }

    EvaluationReport report =
        Evaluation.of(
            stays,
            List.of(new Contestant("a", 0.5, true, probabilities)),
            QUICK.withoutBudgets(),
            SILENT);

    assertThat(report.slices()).extracting(SliceReport::name).containsExactly("all rows");
    ContestantReport all = report.slices().get(0).contestants().get(0);
    assertThat(all.budgets()).isEmpty();
    assertThat(all.decisions().metrics()).containsOnlyKeys("sensitivity", "ppv");
    assertThat(value(all, Metric.ACCURACY)).isEqualTo(2 / 4.0);
  }

  @Test
  void intervals_holdTheirNumberAndAreTheSameForTheSameSeed() {
    // given
    SplittableRandom random = new SplittableRandom(7);
    List<LabelledStay> stays = Cohorts.stays(200, random);
    Contestant first = new Contestant("a", 0.5, true, Cohorts.probabilities(stays, random));
    Contestant other = new Contestant("b", 0.5, false, Cohorts.probabilities(stays, random));
    EvaluationSettings settings = EvaluationSettings.DEFAULT.withResamples(100);

    // when
    EvaluationReport report = Evaluation.of(stays, List.of(first, other), settings, SILENT);

    // then
    assertThat(report).isEqualTo(Evaluation.of(stays, List.of(first, other), settings, SILENT));
    ContestantReport a = report.slices().get(0).contestants().get(0);
    ContestantReport b = report.slices().get(0).contestants().get(1);
    assertThat(a.metrics()).hasSize(7);
    assertThat(a.decisions().metrics()).hasSize(4);
    a.metrics()
        .forEach(
            (name, measure) -> {
              // That of a resample is usually above it.
              if (!name.equals("calibration_error")) {
                assertIn(measure.estimate());
              }
            });
    assertThat(b.metrics()).doesNotContainKey("calibration_slope").containsKey("auroc");
    Measure auroc = b.metrics().get("auroc");
    assertThat(auroc).isNotNull();
    assertThat(auroc.aboveFirst().value())
        .isEqualTo(value(b, Metric.AUROC) - value(a, Metric.AUROC));
    assertIn(auroc.aboveFirst());
  }

  @Test
  void report_isJsonWithTheNamesOfItsMetrics() {
    // given
    SplittableRandom random = new SplittableRandom(3);
    List<LabelledStay> stays = Cohorts.stays(20, random);

    // when
    JsonNode json =
        Json.mapper().valueToTree(evaluate(stays, Cohorts.probabilities(stays, random)));

    // then
    JsonNode all = json.path("slices").get(0).path("contestants").get(0);
    assertThat(all.path("decisions").path("metrics").path("lead_hours").path("value").isNumber())
        .isTrue();
    assertThat(all.path("budgets")).hasSize(5);
    assertThat(json.toString()).doesNotContain("NaN", "Infinity");
  }

  @Test
  void curve_endsWhereEveryRowIsDecidedTrue() {
    // given
    SplittableRandom random = new SplittableRandom(5);
    List<LabelledStay> stays = Cohorts.stays(50, random);

    // when
    List<CurvePoint> points =
        evaluate(stays, Cohorts.probabilities(stays, random))
            .slices()
            .get(0)
            .contestants()
            .get(0)
            .curve();

    // then
    CurvePoint last = points.get(points.size() - 1);
    assertThat(last.sensitivity()).isEqualTo(1);
    assertThat(last.falsePositives()).isEqualTo(1);
    boolean[][] labels = stays.stream().map(LabelledStay::labels).toArray(boolean[][]::new);
    boolean[][] always = Arrays.stream(labels).map(boolean[]::clone).toArray(boolean[][]::new);
    Arrays.stream(always).forEach(rows -> Arrays.fill(rows, true));
    assertThat(last.utility()).isCloseTo(SepsisUtility.normalised(labels, always), within(1e-9));
  }

  @Test
  void contestantThatDoesNotFitTheStays_isRefused() {
    List<LabelledStay> stays = List.of(stay("ann", 20, 10));
    assertThatThrownBy(() -> evaluate(stays, List.of(new double[19])))
        .hasMessageContaining("19 probabilities of patient ann, expected 20");
    assertThatThrownBy(() -> evaluate(stays, List.of()))
        .hasMessageContaining("a has 0 stays, expected 1");
    assertThatThrownBy(() -> evaluate(stays, List.of(new double[] {Double.NaN})))
        .hasMessageContaining("probability NaN, expected 0 to 1");
    assertThatThrownBy(() -> Evaluation.of(stays, List.of(), QUICK, SILENT))
        .hasMessageContaining("0 models on 1 stays");
  }

  private static void assertIn(Estimate estimate) {
    assertThat(estimate.low()).isNotNull().isLessThanOrEqualTo(estimate.value());
    assertThat(estimate.high()).isNotNull().isGreaterThanOrEqualTo(estimate.value());
  }

  private static EvaluationReport evaluate(List<LabelledStay> stays, List<double[]> probabilities) {
    return Evaluation.of(
        stays, List.of(new Contestant("a", 0.5, true, probabilities)), QUICK, SILENT);
  }

  private static double value(ContestantReport report, Metric metric) {
    Measure measured =
        (Metric.OF_ALERTS.contains(metric) ? report.decisions().metrics() : report.metrics())
            .get(metric.key());
    assertThat(measured).as(metric.name()).isNotNull();
    return measured.estimate().value();
  }

  /** Labelled from a row on. */
  private static LabelledStay stay(String patient, int rows, int firstLabel) {
    boolean[] labels = new boolean[rows];
    Arrays.fill(labels, Math.min(firstLabel, rows), rows, true);
    return LabelledStay.ofSepsis(patient, Map.of(), hours(rows), labels);
  }

  private static void addRows(
      List<LabelledStay> stays,
      List<double[]> probabilities,
      double probability,
      int negative,
      int positive) {
    for (int i = 0; i < negative + positive; i++) {
      stays.add(stay("p" + stays.size(), 1, i < negative ? 1 : 0));
      probabilities.add(new double[] {probability});
    }
  }

  private static double logit(double probability) {
    return Math.log(probability / (1 - probability));
  }

  private static int[] hours(int rows) {
    return IntStream.range(0, rows).toArray();
  }

  private static Map<String, String> sex(String sex) {
    return Collections.singletonMap("sex", sex);
  }
}
