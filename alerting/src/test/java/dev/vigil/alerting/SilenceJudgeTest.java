package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Item;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Pause;
import dev.vigil.schemas.Resume;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilenceJudgeTest {
  private static final long T = 1_000_000;
  private static final MonitoringPlan PLAN = plan();

  private static MonitoringPlan plan(Pause... pauses) {
    return new MonitoringPlan(List.of(new Item("heart-rate", 60, 30)), List.of(pauses));
  }

  private static Pause pause(long from, long until) {
    return new Pause("heart-rate", from, until, "nurse", "bath");
  }

  @Test
  void vital_thatNeverComes_isUnmonitored() {
    Bedside bed = new Bedside(Rules.governance(Rules.SILENCE));

    bed.admit(T, PLAN);
    bed.advance(T + 1000);

    assertThat(bed.story()).containsExactly("silent RAISED LOW " + (T + 90));
    assertThat(bed.last().evidence().lastSeen()).isNull();
  }

  @Test
  void vital_thatStops_isUnmonitored_untilItComesAgain_notByABatchOfOldOnes() {
    Bedside bed = new Bedside(Rules.governance(Rules.SILENCE));
    bed.admit(T, PLAN);

    bed.reading(T + 80, "heart-rate", "80", T + 78);
    bed.advance(T + 169);
    assertThat(bed.story()).isEmpty();
    bed.advance(T + 170);
    bed.reading(T + 200, "heart-rate", "80", T + 110);
    bed.reading(T + 201, "heart-rate", "80", T + 112);

    assertThat(bed.story())
        .containsExactly("silent RAISED LOW " + (T + 170), "silent CLEARED LOW " + (T + 201));
    assertThat(bed.transitions().get(0).evidence().lastSeen()).isEqualTo(T + 78);
    assertThat(bed.last().evidence().lastSeen()).isEqualTo(T + 112);
  }

  @Test
  void pause_holdsSilenceBack_andCountsAfreshAtItsEnd() {
    Bedside bed = new Bedside(Rules.governance(Rules.SILENCE));

    bed.admit(T, plan(pause(T + 50, T + 500)));
    bed.advance(T + 589);
    assertThat(bed.story()).isEmpty();
    bed.advance(T + 590);

    assertThat(bed.story()).containsExactly("silent RAISED LOW " + (T + 590));
  }

  @Test
  void pause_endsAnOpenAlert_whenItBegins() {
    Bedside bed = new Bedside(Rules.governance(Rules.SILENCE));

    bed.admit(T, plan(pause(T + 100, T + 200)));
    bed.advance(T + 1000);

    assertThat(bed.story())
        .containsExactly(
            "silent RAISED LOW " + (T + 90),
            "silent CLEARED LOW " + (T + 100),
            "silent RAISED LOW " + (T + 290));
  }

  @Test
  void pause_endedEarly_countsFromThatMoment() {
    Bedside bed = new Bedside(Rules.governance(Rules.SILENCE));

    bed.admit(T, plan(pause(T, T + 5000)));
    bed.admit(T + 300, PLAN);
    bed.advance(T + 1000);

    assertThat(bed.story()).containsExactly("silent RAISED LOW " + (T + 390));
  }

  @Test
  void plan_changed_countsFromTheLastReading_forWhatWasExpectedBefore() {
    Bedside bed = new Bedside(Rules.governance(Rules.SILENCE));
    bed.admit(T, PLAN);
    bed.reading(T + 10, "heart-rate", "80", T + 10);

    MonitoringPlan two =
        new MonitoringPlan(List.of(new Item("heart-rate", 20, 30), new Item("spo2", 20, 30)), null);
    bed.admit(T + 40, two);
    bed.advance(T + 1000);
    bed.admit(T + 1001, MonitoringPlan.NONE);

    assertThat(bed.story())
        .containsExactly(
            "silent RAISED LOW " + (T + 60),
            "silent RAISED LOW " + (T + 90),
            "silent RULE_REMOVED LOW " + (T + 1001),
            "silent RULE_REMOVED LOW " + (T + 1001));
  }

  @Test
  void blindness_ofVigilItself_isNoSilenceOfTheDevice() {
    Bedside bed = new Bedside(Rules.governance(Rules.SILENCE));
    bed.admit(T, PLAN);

    bed.record(T + 10, new Resume(Bedside.PATIENT, T + 20));
    bed.record(T + 11, new Resume(Bedside.PATIENT, T + 3600));
    bed.advance(T + 3689);
    assertThat(bed.story()).isEmpty();
    bed.advance(T + 3690);

    assertThat(bed.story()).containsExactly("silent RAISED LOW " + (T + 3690));
  }
}
