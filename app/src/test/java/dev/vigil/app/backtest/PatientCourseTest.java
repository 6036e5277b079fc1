package dev.vigil.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.evaluation.AlertCourse;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Score;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PatientCourseTest {
  private static final long HOUR = PatientCourse.SECONDS_PER_HOUR;

  /** Four hours with one missing after the second. */
  private static final long[] BEGINS = {HOUR, 2 * HOUR, 4 * HOUR, 5 * HOUR};

  @Test
  void alert_isOpenInTheHoursItTouchesAndCountsInTheOneItBegan() {
    PatientCourse course = new PatientCourse();
    course.add(transition(1, Cause.RAISED, State.ACTIVE, 2 * HOUR + 61));
    course.add(transition(2, Cause.STEPPED_UP, State.ACTIVE, 2 * HOUR + 70));
    course.add(transition(3, Cause.ACKNOWLEDGED, State.ACKNOWLEDGED, 2 * HOUR + 80));
    course.add(transition(4, Cause.CLEARED, State.RESOLVED, 5 * HOUR));

    AlertCourse hours = course.hours(BEGINS);

    assertThat(hours.open()).containsExactly(false, true, true, false);
    assertThat(hours.raised()).containsExactly(0, 1, 0, 0);
  }

  @Test
  void alertRaisedBetweenHours_belongsToTheEarlierAndOneBeforeTheFirstToNone() {
    PatientCourse course = new PatientCourse();
    course.add(transition(1, Cause.RAISED, State.ACTIVE, HOUR - 10));
    course.add(transition(2, Cause.CLEARED, State.RESOLVED, HOUR));
    course.add(transition(1, Cause.RAISED, State.ACTIVE, 3 * HOUR + 5));
    course.add(transition(2, Cause.CLEARED, State.RESOLVED, 3 * HOUR + 6));
    course.add(transition(1, Cause.RAISED, State.ACTIVE, 5 * HOUR));

    AlertCourse hours = course.hours(BEGINS);

    assertThat(hours.raised()).containsExactly(0, 1, 0, 1);
    assertThat(hours.open()).containsExactly(false, false, false, true);
  }

  @Test
  void alertsThatOverlap_endEachForItself() {
    // given a rule for the score, and a combined rule that asks for it, too
    PatientCourse course = new PatientCourse();
    course.add(transition("score", 1, Cause.RAISED, State.ACTIVE, HOUR + 1));
    course.add(transition("combination", 1, Cause.RAISED, State.ACTIVE, HOUR + 2));

    // when the first ends first
    course.add(transition("score", 2, Cause.CLEARED, State.RESOLVED, HOUR + 3));
    boolean isOpen = course.isOpen("score");
    course.add(transition("combination", 2, Cause.CLEARED, State.RESOLVED, 2 * HOUR + 1));

    // then
    assertThat(isOpen).isFalse();
    assertThat(course.hours(BEGINS).open()).containsExactly(true, true, false, false);
    assertThat(course.hours(BEGINS).raised()).containsExactly(2, 0, 0, 0);
  }

  @Test
  void score_standsFromItsInstantUntilTheNext() {
    PatientCourse course = new PatientCourse();
    course.add(score(2 * HOUR, 0.25));
    course.add(score(4 * HOUR + 1, 0.75));

    assertThat(course.hours(BEGINS).scores()).containsExactly(0, 0.25, 0.25, 0.75);
  }

  private static AlertTransition transition(int sequence, Cause cause, State state, long decided) {
    return transition("a", sequence, cause, state, decided);
  }

  private static AlertTransition transition(
      String alert, int sequence, Cause cause, State state, long decided) {
    return new AlertTransition(
        alert,
        sequence,
        "p",
        Origin.TRAINING,
        "w",
        "b",
        "r",
        AlertTransition.Kind.SCORE,
        state,
        Priority.MEDIUM,
        cause,
        decided,
        decided,
        null,
        "because",
        new Evidence(List.of(), null, score(decided, 1), null, "clears"));
  }

  private static Score score(long known, double value) {
    return new Score(
        "p",
        "stub",
        "1",
        new OutputNumber(1, known, 0),
        known,
        Score.Outcome.SCORE,
        value,
        null,
        null,
        new TreeMap<>(),
        List.of(),
        null);
  }
}
