package dev.vigil.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.schemas.BacktestProof.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class AlertComparisonTest {
  private static final EvaluationSettings SETTINGS = EvaluationSettings.DEFAULT.withResamples(40);

  /** Ten rows; with sepsis the label is true from row 4, so that the onset is row 10. */
  private static LabelledStay stay(String patient, boolean septic) {
    int[] hours = new int[10];
    boolean[] labels = new boolean[10];
    for (int row = 0; row < hours.length; row++) {
      hours[row] = row + 1;
      labels[row] = septic && row >= 4;
    }
    return LabelledStay.ofSepsis(patient, Map.of(), hours, labels);
  }

  /** An alert raised at one row that stays open for some. */
  private static AlertCourse alert(int from, int rows) {
    double[] scores = new double[10];
    int[] raised = new int[10];
    boolean[] open = new boolean[10];
    for (int row = from; row < from + rows; row++) {
      scores[row] = 1;
      open[row] = true;
    }
    raised[from] = rows > 0 ? 1 : 0;
    return new AlertCourse(scores, raised, open);
  }

  @Test
  void hoursAndKappa_areThoseOfTheFourfoldTable() {
    AlertComparison comparison =
        new AlertComparison(
            List.of(stay("a", true), stay("b", false)),
            List.of(alert(0, 4), alert(0, 1)),
            List.of(alert(2, 4), alert(0, 0)),
            SETTINGS);

    // 2 both, 3 only the candidate, 2 only what is live, 13 none: 0.75 agree, 0.60 by chance
    assertThat(comparison.hours()).containsExactly(2, 3, 2, 13);
    double byChance = 0.25 * 0.2 + 0.75 * 0.8;
    assertThat(comparison.kappa().value())
        .isCloseTo((0.75 - byChance) / (1 - byChance), within(1e-12));
  }

  @Test
  void kappa_isUnknownWhereNobodyEverAlerts() {
    List<AlertCourse> quiet = List.of(alert(0, 0));

    AlertComparison comparison =
        new AlertComparison(List.of(stay("a", false)), quiet, quiet, SETTINGS);

    assertThat(comparison.kappa()).isNull();
  }

  @Test
  void worth_isOfAlertsRaisedInTheWindow() {
    // given: the septic patient is warned of by the candidate, at row 3, 7 hours ahead
    AlertComparison comparison =
        new AlertComparison(
            List.of(stay("a", true), stay("b", false)),
            List.of(alert(3, 5), alert(0, 0)),
            List.of(alert(0, 0), alert(1, 5)),
            SETTINGS);

    SortedMap<String, Figure> worth = comparison.worth();

    assertThat(comparison.events()).isEqualTo(1);
    assertThat(worth.get("sensitivity").candidate().value()).isEqualTo(1);
    assertThat(worth.get("sensitivity").live().value()).isZero();
    assertThat(worth.get("sensitivity").difference().value()).isEqualTo(1);
    assertThat(worth.get("ppv").candidate().value()).isEqualTo(1);
    assertThat(worth.get("lead_hours").candidate().value()).isEqualTo(7);
    assertThat(worth.get("lead_hours").live()).isNull();
    assertThat(worth.get("utility").candidate().value()).isBetween(0.0, 1.0);
    assertThat(worth.get("utility").live().value()).isNegative();
    assertThat(worth.get("auroc").candidate().value())
        .isGreaterThan(worth.get("auroc").live().value());
    assertThat(comparison.alertsPerDay().live().value()).isEqualTo(24.0 / 20);
  }

  @Test
  void difference_isPairedAndZeroOfTheSameCourses() {
    List<LabelledStay> stays = new ArrayList<>();
    List<AlertCourse> courses = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      stays.add(stay("p" + i, i % 3 == 0));
      courses.add(alert(i % 5, i % 4));
    }

    AlertComparison comparison = new AlertComparison(stays, courses, courses, SETTINGS);

    assertThat(comparison.worth().values())
        .isNotEmpty()
        .allSatisfy(
            figure -> {
              assertThat(figure.difference().value()).isZero();
              assertThat(figure.difference().low()).isZero();
              assertThat(figure.difference().high()).isZero();
            });
  }

  @Test
  void courseThatDoesNotFit_isRefusedByPatient() {
    LabelledStay shorter =
        LabelledStay.ofSepsis("short", Map.of(), new int[] {1}, new boolean[] {false});

    assertThatThrownBy(
            () ->
                new AlertComparison(
                    List.of(shorter), List.of(alert(0, 1)), List.of(alert(0, 1)), SETTINGS))
        .hasMessage("patient short has 1 rows and a course of 10, expected as many");
  }
}
