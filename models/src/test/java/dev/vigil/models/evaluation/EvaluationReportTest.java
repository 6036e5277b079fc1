package dev.vigil.models.evaluation;

import static dev.vigil.models.evaluation.Evaluations.SILENT;
import static dev.vigil.models.evaluation.Evaluations.evaluate;
import static dev.vigil.models.evaluation.Evaluations.stay;
import static dev.vigil.models.evaluation.Evaluations.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.CurvePoint;
import dev.vigil.schemas.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Curves, intervals, calibration and form of a report. */
class EvaluationReportTest {
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

  private static void assertIn(Estimate estimate) {
    assertThat(estimate.low()).isNotNull().isLessThanOrEqualTo(estimate.value());
    assertThat(estimate.high()).isNotNull().isGreaterThanOrEqualTo(estimate.value());
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
}
