package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What corrections and late readings make of combined rules. */
class CombinationRevisionTest {
  private static final long T = 1_000_000;
  private static final String FAST_AND_LOW =
      "{\"all\":[{\"vital\":\"heart-rate\",\"above\":110,\"hysteresis\":5},"
          + "{\"vital\":\"systolic-pressure\",\"below\":100}]}";

  private static Bedside bed(String when) {
    // Kept: a restart between any two steps changes nothing.
    Bedside bed = new Bedside(Rules.governance(Rules.combined("c", when)), true);
    bed.admit(T, MonitoringPlan.NONE);
    return bed;
  }

  private static void revise(
      Bedside bed, long stamp, String vital, String value, long measured, Reading.Status status) {
    long steps = VitalSigns.catalogue().get(vital).toSteps(new BigDecimal(value));
    bed.record(
        stamp,
        Bedside.readings(stamp, new Reading(vital, "mon", measured, steps, status, 2, null)));
  }

  @Test
  void premise_thatIsCorrected_withdrawsTheAlert_untilSomebodyHasSeenThat() {
    Bedside bed = bed(FAST_AND_LOW);
    bed.reading(T + 1, "heart-rate", "120", T + 1);
    bed.reading(T + 2, "systolic-pressure", "90", T + 2);

    revise(bed, T + 9, "systolic-pressure", "109", T + 2, Reading.Status.CORRECTED);
    AlertTransition withdrawn = bed.last();
    bed.acknowledge(T + 20, "c1", withdrawn.alert(), 2);

    assertThat(withdrawn.state()).isEqualTo(AlertTransition.State.WITHDRAWN);
    assertThat(withdrawn.because()).isEqualTo("It was not so: a reading was corrected");
    assertThat(bed.story())
        .containsExactly(
            "c RAISED MEDIUM " + (T + 2),
            "c WITHDRAWN MEDIUM " + (T + 9),
            "c SEEN MEDIUM " + (T + 20));
  }

  @Test
  void premise_thatIsTakenBack_endsAtOnceWhatAPersonHasAnswered() {
    Bedside bed = bed(FAST_AND_LOW);
    bed.reading(T + 1, "heart-rate", "120", T + 1);
    bed.reading(T + 2, "systolic-pressure", "90", T + 2);
    bed.acknowledge(T + 3, "c1", bed.last().alert(), 1);

    revise(bed, T + 9, "heart-rate", "0", T + 1, Reading.Status.WITHDRAWN);

    assertThat(bed.last().cause()).isEqualTo(AlertTransition.Cause.WITHDRAWN);
    assertThat(bed.last().state()).isEqualTo(AlertTransition.State.RESOLVED);
    assertThat(bed.episode()).isNull();
  }

  @Test
  void correction_thatLeavesTheCombinationStanding_amendsIt_oneOfAnotherVitalSignDoesNot() {
    Bedside bed = bed(FAST_AND_LOW);
    bed.reading(T + 1, "spo2", "97", T + 1);
    bed.reading(T + 1, "heart-rate", "120", T + 1);
    bed.reading(T + 2, "systolic-pressure", "90", T + 2);

    revise(bed, T + 8, "spo2", "96", T + 1, Reading.Status.CORRECTED);
    revise(bed, T + 9, "systolic-pressure", "92", T + 2, Reading.Status.CORRECTED);

    assertThat(bed.story())
        .containsExactly("c RAISED MEDIUM " + (T + 2), "c AMENDED MEDIUM " + (T + 9));
    assertThat(bed.last().because()).endsWith("; a reading was corrected");
    assertThat(bed.last().evidence().readings())
        .extracting(sample -> sample.value().stripTrailingZeros().toPlainString())
        .containsExactly("120", "92");
  }

  @Test
  void correction_afterWhichItStillWasSoForATime_clears() {
    Bedside bed = bed(FAST_AND_LOW);
    bed.reading(T + 1, "heart-rate", "120", T + 1);
    bed.reading(T + 2, "systolic-pressure", "90", T + 2);
    bed.reading(T + 3, "heart-rate", "121", T + 3);

    revise(bed, T + 9, "heart-rate", "80", T + 3, Reading.Status.CORRECTED);

    assertThat(bed.story())
        .containsExactly("c RAISED MEDIUM " + (T + 2), "c CLEARED MEDIUM " + (T + 9));
  }

  @Test
  void lateReading_inTheMiddle_breaksWhatSeemedToLast() {
    Bedside bed = bed("{\"lasting\":{\"vital\":\"heart-rate\",\"above\":110},\"seconds\":60}");
    bed.reading(T + 1, "heart-rate", "120", T + 1);
    bed.reading(T + 40, "heart-rate", "120", T + 40);
    bed.advance(T + 65);

    bed.reading(T + 70, "heart-rate", "80", T + 20);
    bed.advance(T + 200);

    assertThat(bed.story())
        .containsExactly(
            "c RAISED MEDIUM " + (T + 61),
            "c WITHDRAWN MEDIUM " + (T + 70),
            "c RE_RAISED MEDIUM " + (T + 100));
    assertThat(bed.transitions().get(1).because()).contains("a reading came late");
  }

  @Test
  void lateReading_isRemembered_whereARuleAsksWhatWasRecently() {
    Bedside bed = bed("{\"recently\":{\"vital\":\"heart-rate\",\"above\":110},\"seconds\":60}");
    bed.reading(T + 1, "heart-rate", "80", T + 1);
    bed.reading(T + 10, "heart-rate", "80", T + 10);

    bed.reading(T + 20, "heart-rate", "120", T + 5);
    bed.advance(T + 200);

    assertThat(bed.story())
        .containsExactly("c RAISED MEDIUM " + (T + 20), "c CLEARED MEDIUM " + (T + 70));
  }

  @Test
  void rise_thatWasAnErrorOfOneReading_isWithdrawn() {
    Bedside bed = bed("{\"vital\":\"heart-rate\",\"rises\":20,\"withinSeconds\":160}");
    for (long second = T; second < T + 50; second += 10) {
      bed.reading(second, "heart-rate", "80", second);
    }
    bed.reading(T + 50, "heart-rate", "110", T + 50);

    revise(bed, T + 55, "heart-rate", "81", T + 50, Reading.Status.CORRECTED);
    bed.reading(T + 60, "heart-rate", "99", T + 60);
    bed.reading(T + 70, "heart-rate", "101", T + 70);

    assertThat(bed.story())
        .containsExactly(
            "c RAISED MEDIUM " + (T + 50),
            "c WITHDRAWN MEDIUM " + (T + 55),
            "c RE_RAISED MEDIUM " + (T + 70));
  }

  @Test
  void alarmOfADevice_thatIsTakenBack_noLongerHoldsTheAlertBack() {
    Bedside bed =
        bed("{\"all\":[{\"vital\":\"spo2\",\"below\":90},{\"not\":{\"device\":\"sensor-off\"}}]}");
    bed.reading(T + 1, "sensor-off", "1", T + 1);
    bed.reading(T + 2, "spo2", "85", T + 2);

    revise(bed, T + 9, "sensor-off", "0", T + 1, Reading.Status.WITHDRAWN);

    assertThat(bed.story()).containsExactly("c RAISED MEDIUM " + (T + 9));
  }

  @Test
  void premise_olderThanAllMomentsKept_isCorrectedAllTheSame_andNoMoreAreKept() {
    Bedside bed = bed(FAST_AND_LOW);
    bed.reading(T + 1, "systolic-pressure", "90", T + 1);
    for (long second = T + 2; second < T + 2 * CombinationPast.KEPT; second++) {
      bed.reading(second, "heart-rate", "120", second);
    }

    revise(bed, T + 300, "systolic-pressure", "109", T + 1, Reading.Status.CORRECTED);

    assertThat(bed.story())
        .containsExactly("c RAISED MEDIUM " + (T + 2), "c WITHDRAWN MEDIUM " + (T + 300));
    assertThat(bed.state().combinations().past().moments()).hasSize(CombinationPast.KEPT);
  }

  @Test
  void premise_olderThanAllMomentsKept_andTheOnlyOne_isTakenBack() {
    Bedside bed = bed(FAST_AND_LOW);
    bed.reading(T + 1, "systolic-pressure", "90", T + 1);
    for (long second = T + 2; second < T + 2 * CombinationPast.KEPT; second++) {
      bed.reading(second, "heart-rate", "120", second);
    }

    revise(bed, T + 300, "systolic-pressure", "0", T + 1, Reading.Status.WITHDRAWN);

    assertThat(bed.last().cause()).isEqualTo(AlertTransition.Cause.WITHDRAWN);
  }
}
