package dev.vigil.models.evaluation;

import static dev.vigil.models.evaluation.Evaluations.QUICK;
import static dev.vigil.models.evaluation.Evaluations.SILENT;
import static dev.vigil.models.evaluation.Evaluations.evaluate;
import static dev.vigil.models.evaluation.Evaluations.hours;
import static dev.vigil.models.evaluation.Evaluations.sex;
import static dev.vigil.models.evaluation.Evaluations.stay;
import static dev.vigil.models.evaluation.Evaluations.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is counted of whom: alerts, labels, outcomes, parts of the patients. */
class EvaluationTest {
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
}
