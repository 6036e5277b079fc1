package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Command.Terms;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to an alert once it is raised: answers, shelves, escalation, corrections. */
class AlertLifeTest {
  // 1970-01-12T13:46:40Z: a shift of the plan below ends at 14:00.
  private static final long T = 1_000_000;
  private static final long SHIFT_CHANGE = T + 800;
  private static final String WARDS =
      """
      [{"ward": "*", "shifts": ["14:00"], "ladders": {"high": {"levels": [
        {"afterSeconds": 0, "role": "nurse"}, {"afterSeconds": 60, "role": "physician"}],
        "endSeconds": 300}},
        "rota": [{"role": "nurse", "person": "n-1", "contact": "n1@ward.example",
          "from": "1970-01-12T12:00:00Z", "until": "1970-01-12T20:00:00Z"}]}]
      """;
  private static final String SPO2_LOW = Rules.limit("low", "spo2", "\"low\":85", "high", 0, 2);

  private final Bedside bed = bed();

  private static Bedside bed() {
    GovernanceTimeline governance = Rules.governance();
    governance.append(
        Rules.policyWithWards(
            2, T - 1, WARDS, Rules.SPO2, SPO2_LOW, Rules.HR_RAISED, Rules.HR_HIGH, Rules.NEWS_HIGH),
        0);
    // Kept: a restart between any two steps changes nothing.
    return new Bedside(governance, true);
  }

  private List<String> states() {
    return bed.transitions().stream()
        .map(t -> t.cause() + " " + t.state() + " " + (t.decided() - T))
        .toList();
  }

  private void spo2(long at, String value) {
    bed.reading(T + at, "spo2", value, T + at);
  }

  private void revise(long at, String vital, String value, long measured, Reading.Status status) {
    long steps = VitalSigns.catalogue().get(vital).toSteps(new BigDecimal(value));
    bed.record(
        T + at,
        Bedside.readings(T + at, new Reading(vital, "mon", T + measured, steps, status, 2, null)));
  }

  @Test
  void answer_forATime_endsByItself_andTheAlertAsksAgain() {
    spo2(0, "90");
    bed.acknowledge(T + 1, bed.last().alert(), 1, new Terms(T + 100, null, false));

    bed.advance(T + 200);
    bed.acknowledge(T + 201, bed.last().alert(), 1, null);
    bed.acknowledge(T + 202, bed.last().alert(), 3, null);

    assertThat(states())
        .containsExactly(
            "RAISED ACTIVE 0",
            "ACKNOWLEDGED ACKNOWLEDGED 1",
            "RE_RAISED ACTIVE 100",
            "ACKNOWLEDGED ACKNOWLEDGED 202");
    assertThat(bed.transitions().get(1).quiet().until()).isEqualTo(T + 100);
  }

  @Test
  void mediumThatAsks_leadsOverAHighThatIsAnswered_untilThatAsksAgain() {
    spo2(0, "80");
    bed.acknowledge(T + 1, bed.last().alert(), 1, new Terms(T + 100, null, false));
    bed.reading(T + 2, "heart-rate", "115", T + 2);
    bed.reading(T + 12, "heart-rate", "115", T + 12);
    List<Priority> answered = priorities();

    bed.advance(T + 100);

    assertThat(answered).containsExactly(Priority.MEDIUM, Priority.HIGH);
    assertThat(priorities()).containsExactly(Priority.HIGH, Priority.MEDIUM);
  }

  private List<Priority> priorities() {
    return bed.episode().alerts().stream().map(AlertTransition::priority).toList();
  }

  @Test
  void answer_untilWorse_endsOnlyBeyondThatValue() {
    spo2(0, "90");
    bed.acknowledge(T + 1, bed.last().alert(), 1, new Terms(null, new BigDecimal("3"), false));

    spo2(10, "87");
    spo2(20, "86.9");

    assertThat(states())
        .containsExactly("RAISED ACTIVE 0", "ACKNOWLEDGED ACKNOWLEDGED 1", "RE_RAISED ACTIVE 20");
    assertThat(bed.transitions().get(1).quiet().beyond()).isEqualByComparingTo("87");
  }

  @Test
  void answer_untilAnotherKind_endsWhenAScoreAlertComes_notWithOneOfItsOwnKind() {
    spo2(0, "90");
    String alert = bed.last().alert();
    bed.acknowledge(T + 1, alert, 1, new Terms(null, null, true));

    bed.reading(T + 2, "heart-rate", "115", T + 2);
    bed.advance(T + 12);
    assertThat(bed.episode().alerts()).anyMatch(a -> a.alert().equals(alert) && a.by() != null);
    bed.score(T + 20, 8);

    assertThat(bed.episode().alerts())
        .filteredOn(a -> a.alert().equals(alert))
        .extracting(AlertTransition::state)
        .containsExactly(State.ACTIVE);
  }

  @Test
  void shelf_outlivesTheAlertItWasFor_butNotAStepUp() {
    spo2(0, "90");
    bed.shelve(T + 1, bed.last().alert(), 1, T + 600, "probe is changed");
    spo2(10, "97");
    spo2(20, "90");
    assertThat(bed.last().state()).isEqualTo(State.SHELVED);

    spo2(30, "80");

    assertThat(states())
        .containsExactly(
            "RAISED ACTIVE 0",
            "SHELVED SHELVED 1",
            "CLEARED RESOLVED 10",
            "RAISED SHELVED 20",
            "STEPPED_UP ACTIVE 30");
    assertThat(bed.state().book().shelves()).isEmpty();
  }

  @Test
  void shelfOfWhatWasLess_doesNotHoldAHighAlert() {
    spo2(0, "90");
    bed.shelve(T + 1, bed.last().alert(), 1, T + 600, "probe is changed");
    spo2(10, "97");

    spo2(20, "80");

    assertThat(bed.story()).endsWith("low RAISED HIGH " + (T + 20));
    assertThat(bed.last().state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void shelf_ends_orIsTakenBack_andTheAlertAsks() {
    spo2(0, "90");
    bed.shelve(T + 1, bed.last().alert(), 1, T + 100, null);
    bed.advance(T + 100);
    bed.shelve(T + 110, bed.last().alert(), 3, T + 400, null);
    bed.unshelve(T + 120, bed.last().alert(), 4);
    bed.advance(T + 500);

    assertThat(states())
        .containsExactly(
            "RAISED ACTIVE 0",
            "SHELVED SHELVED 1",
            "UNSHELVED ACTIVE 100",
            "SHELVED SHELVED 110",
            "UNSHELVED ACTIVE 120");
    assertThat(bed.last().by()).isEqualTo("nurse");
  }

  @Test
  void shelfOfHighPriority_needsAReason_endsAtShiftChange_andCoversOneAlertOnly() {
    spo2(0, "80");
    bed.shelve(T + 1, bed.last().alert(), 1, T + 50_000, " ");
    assertThat(bed.last().state()).isEqualTo(State.ACTIVE);

    bed.shelve(T + 2, bed.last().alert(), 1, T + 50_000, "comfort care, family present");
    assertThat(bed.last().quiet().until()).isEqualTo(SHIFT_CHANGE);
    spo2(10, "97");
    spo2(20, "80");

    assertThat(bed.last().state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void high_thatNobodyAnswers_goesUpTheLadder_andSaysWhenNobodyIsLeft() {
    spo2(0, "80");
    bed.advance(T + 1000);

    assertThat(states())
        .containsExactly("RAISED ACTIVE 0", "ESCALATED ACTIVE 60", "ESCALATION_ENDED ACTIVE 300");
    assertThat(bed.transitions().get(0).escalation().to())
        .extracting(AlertTransition.Recipient::contact)
        .containsExactly("n1@ward.example");
    assertThat(bed.transitions().get(1).escalation().to())
        .extracting(r -> r.role() + " " + r.person())
        .containsExactly("physician null");
    assertThat(bed.last().escalation().over()).isTrue();
  }

  @Test
  void high_thatIsAnswered_asksNobodyElse_untilItAsksAgain() {
    spo2(0, "80");
    bed.acknowledge(T + 30, bed.last().alert(), 1, new Terms(T + 500, null, false));
    bed.advance(T + 560);

    assertThat(states())
        .containsExactly(
            "RAISED ACTIVE 0",
            "ACKNOWLEDGED ACKNOWLEDGED 30",
            "RE_RAISED ACTIVE 500",
            "ESCALATED ACTIVE 560");
  }

  @Test
  void reading_thatIsCorrected_withdrawsWhatStoodOnIt_untilSomebodyHasSeenThat() {
    spo2(0, "97");
    spo2(10, "80");

    revise(20, "spo2", "96", 10, Reading.Status.CORRECTED);
    assertThat(bed.last().state()).isEqualTo(State.WITHDRAWN);
    assertThat(bed.last().because()).contains("a reading was corrected");
    bed.acknowledge(T + 30, bed.last().alert(), 1, null);
    bed.acknowledge(T + 31, bed.last().alert(), 2, null);

    assertThat(states())
        .containsExactly("RAISED ACTIVE 10", "WITHDRAWN WITHDRAWN 20", "SEEN RESOLVED 31");
    assertThat(bed.episode()).isNull();
  }

  @Test
  void reading_thatIsWithdrawn_endsAtOnceWhatAPersonHasAnswered() {
    spo2(0, "97");
    spo2(10, "80");
    bed.acknowledge(T + 11, bed.last().alert(), 1, null);

    revise(20, "spo2", "0", 10, Reading.Status.WITHDRAWN);

    assertThat(bed.last().cause()).isEqualTo(AlertTransition.Cause.WITHDRAWN);
    assertThat(bed.last().state()).isEqualTo(State.RESOLVED);
  }

  @Test
  void reading_thatWasWithdrawn_staysSo_whenAnotherIsCorrected() {
    spo2(0, "97");
    spo2(10, "80");
    revise(20, "spo2", "0", 10, Reading.Status.WITHDRAWN);

    revise(30, "spo2", "96", 0, Reading.Status.CORRECTED);

    assertThat(states()).containsExactly("RAISED ACTIVE 10", "WITHDRAWN WITHDRAWN 20");
  }

  @Test
  void withdrawn_thatIsTrueAfterAll_asksAgain() {
    spo2(0, "97");
    spo2(10, "80");
    revise(20, "spo2", "96", 10, Reading.Status.CORRECTED);

    spo2(30, "80");

    assertThat(states())
        .containsExactly("RAISED ACTIVE 10", "WITHDRAWN WITHDRAWN 20", "RE_RAISED ACTIVE 30");
  }

  @Test
  void correction_thatLeavesTheAlertStanding_amendsIt() {
    spo2(0, "97");
    spo2(10, "80");

    revise(20, "spo2", "81", 10, Reading.Status.CORRECTED);

    assertThat(states()).containsExactly("RAISED ACTIVE 10", "AMENDED ACTIVE 20");
    assertThat(bed.last().because()).contains("a reading was corrected");
    assertThat(bed.last().evidence().readings())
        .extracting(sample -> sample.value().toPlainString())
        .containsExactly("97.0", "81.0");
    assertThat(bed.last().escalation().level()).isEqualTo(0);
  }

  @Test
  void correctionOfTheLast_ofSeveralThatStood_clearsTheAlert() {
    spo2(0, "80");
    spo2(10, "80");

    revise(20, "spo2", "97", 10, Reading.Status.CORRECTED);

    assertThat(states()).containsExactly("RAISED ACTIVE 0", "CLEARED RESOLVED 20");
  }

  @Test
  void correction_longAfterTheReadingThatRaised_doesNotForgetThatOne() {
    spo2(0, "90");
    for (int i = 1; i <= VitalHistory.KEPT + 5; i++) {
      spo2(i, "93");
    }

    revise(100, "spo2", "93.5", VitalHistory.KEPT + 5, Reading.Status.CORRECTED);

    assertThat(states()).containsExactly("RAISED ACTIVE 0");
  }

  @Test
  void lateReading_thatShowsHowLongItLasted_raises() {
    bed.reading(T, "heart-rate", "100", T - 60);
    bed.reading(T + 1, "heart-rate", "115", T + 1);

    bed.record(T + 5, Bedside.readings(T + 5, Bedside.reading("heart-rate", "mon", "116", T - 9)));

    assertThat(bed.story()).containsExactly("hr-raised RAISED MEDIUM " + (T + 5));
  }

  @Test
  void batchOfTwoHours_raisesWhatIsTrueNow_andTellsOnceWhatWasWorseThen() {
    List<Reading> batch = new ArrayList<>();
    for (int i = 0; i < 720; i++) {
      String value = i % 100 < 50 ? "115" : i % 100 < 90 ? "150" : "80";
      batch.add(Bedside.reading("heart-rate", "mon", value, T - 7200 + i * 10L));
    }

    bed.record(T, Bedside.readings(T, batch.toArray(Reading[]::new)));
    bed.advance(T + 1000);

    assertThat(bed.story())
        .containsExactly("hr RETROSPECTIVE HIGH " + T, "hr-raised RAISED MEDIUM " + T);
    assertThat(bed.transitions().get(0).state()).isEqualTo(State.RESOLVED);
    assertThat(bed.transitions().get(0).measured()).isLessThan(T - 6000);
    assertThat(bed.episode().alerts()).hasSize(1);
  }

  @Test
  void transition_saysWhenItWasMeasuredKnownAndDecided() {
    bed.record(T + 9, Bedside.readings(T + 7, Bedside.reading("spo2", "mon", "90", T + 5)));

    assertThat(bed.last().measured()).isEqualTo(T + 5);
    assertThat(bed.last().known()).isEqualTo(T + 7);
    assertThat(bed.last().decided()).isEqualTo(T + 9);
  }
}
