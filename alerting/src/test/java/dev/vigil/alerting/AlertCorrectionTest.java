package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a correction, a late reading or a late batch does to an alert. */
class AlertCorrectionTest extends AlertLife {
  private void revise(long at, String vital, String value, long measured, Reading.Status status) {
    long steps = VitalSigns.catalogue().get(vital).toSteps(new BigDecimal(value));
    bed.record(
        T + at,
        Bedside.readings(T + at, new Reading(vital, "mon", T + measured, steps, status, 2, null)));
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
