package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told where late readings say that a combined rule was the case, and no longer is. */
class LateCombinationsTest {
  private static final long T = 1_000_000;
  private static final String FAST_AND_LOW =
      "{\"all\":[{\"vital\":\"heart-rate\",\"above\":110},"
          + "{\"vital\":\"systolic-pressure\",\"below\":100}]}";

  private static Bedside bed(String when) {
    // Kept: a restart between any two steps changes nothing.
    Bedside bed = new Bedside(Rules.governance(Rules.combined("c", when)), true);
    bed.admit(T, MonitoringPlan.NONE);
    return bed;
  }

  /** Each minute, as it is measured. */
  private static void minutes(Bedside bed, String vital, String value, long from, long until) {
    for (long second = from; second < until; second += 60) {
      bed.reading(T + second, vital, value, T + second);
    }
  }

  private static Reading patch(String vital, String value, long second) {
    return Bedside.reading(vital, "patch", value, T + second);
  }

  private static Readings batch(long stamp, Reading... readings) {
    return Bedside.readings(T + stamp, readings);
  }

  @Test
  void lateHalf_besideWhatWasKnownThen_isToldInRetrospect_onceAndAsksNobody() {
    Bedside bed = bed(FAST_AND_LOW);
    minutes(bed, "heart-rate", "120", 60, 600);
    minutes(bed, "heart-rate", "80", 600, 3600);
    Readings cuff =
        batch(
            3600,
            patch("systolic-pressure", "115", 200),
            patch("systolic-pressure", "90", 300),
            patch("systolic-pressure", "95", 400),
            patch("systolic-pressure", "120", 2000));

    bed.record(T + 3600, cuff);
    bed.record(T + 3601, cuff);
    bed.advance(T + 9000);

    assertThat(bed.story()).containsExactly("c RETROSPECTIVE MEDIUM " + (T + 3600));
    assertThat(bed.last().state()).isEqualTo(AlertTransition.State.RESOLVED);
    assertThat(bed.last().measured()).isEqualTo(T + 300);
    assertThat(bed.last().because()).endsWith("it was over before it was known");
    assertThat(bed.last().evidence().readings())
        .extracting(Evidence.Sample::measured)
        .containsExactly(T + 300);
    assertThat(bed.episode()).isNull();
  }

  @Test
  void lateHalf_besideWhatIsTrueNowAndWasNotThen_tellsNothing() {
    Bedside bed = bed(FAST_AND_LOW);
    minutes(bed, "heart-rate", "80", 60, 3000);
    minutes(bed, "heart-rate", "120", 3000, 3600);

    bed.record(
        T + 3600,
        batch(3600, patch("systolic-pressure", "90", 300), patch("systolic-pressure", "120", 400)));

    assertThat(bed.story()).isEmpty();
  }

  @Test
  void lateBatch_ofADeviceThatHasSpokenSince_isToldInRetrospect_once() {
    Bedside bed =
        bed(
            "{\"all\":[{\"lasting\":{\"vital\":\"heart-rate\",\"above\":110},\"seconds\":300},"
                + "{\"vital\":\"spo2\",\"below\":92}]}");
    List<Reading> away = new ArrayList<>();
    for (long second = 60; second < 900; second += 10) {
      away.add(patch("heart-rate", second < 600 ? "130" : "80", second));
      away.add(patch("spo2", "90", second));
    }
    bed.record(T + 7200, batch(7200, patch("heart-rate", "80", 7200), patch("spo2", "97", 7200)));
    Readings late = batch(7300, away.toArray(Reading[]::new));

    bed.record(T + 7300, late);
    bed.record(T + 7301, late);

    assertThat(bed.story()).containsExactly("c RETROSPECTIVE MEDIUM " + (T + 7300));
    assertThat(bed.last().measured()).isEqualTo(T + 360);
  }

  @Test
  void lateReading_amongTheLastOnes_ofWhatWasSoForASecond_isToldInRetrospect() {
    Bedside bed = bed(FAST_AND_LOW);
    bed.reading(T + 1, "systolic-pressure", "90", T + 1);
    bed.reading(T + 10, "heart-rate", "80", T + 10);
    bed.reading(T + 20, "systolic-pressure", "120", T + 20);
    bed.reading(T + 30, "heart-rate", "80", T + 30);

    bed.reading(T + 40, "heart-rate", "130", T + 15);

    assertThat(bed.story()).containsExactly("c RETROSPECTIVE MEDIUM " + (T + 40));
    assertThat(bed.last().measured()).isEqualTo(T + 15);
  }

  @Test
  void lateReading_thatTheDeviceSaidNotToTrustThen_tellsNothing() {
    Bedside bed =
        bed("{\"all\":[{\"vital\":\"spo2\",\"below\":90},{\"not\":{\"device\":\"sensor-off\"}}]}");
    bed.reading(T + 60, "sensor-off", "1", T + 60);
    bed.reading(T + 600, "sensor-off", "0", T + 600);
    bed.reading(T + 1800, "spo2", "97", T + 1800);

    bed.reading(T + 1900, "spo2", "80", T + 300);
    assertThat(bed.story()).isEmpty();
    bed.reading(T + 1901, "spo2", "80", T + 900);

    assertThat(bed.story()).containsExactly("c RETROSPECTIVE MEDIUM " + (T + 1901));
  }

  @Test
  void lateReading_thatSaysTheSameAsWasKnown_tellsNothing() {
    Bedside bed = bed(FAST_AND_LOW);
    bed.reading(T + 60, "systolic-pressure", "90", T + 60);
    minutes(bed, "heart-rate", "120", 120, 300);
    minutes(bed, "heart-rate", "80", 300, 1800);

    bed.record(T + 1800, batch(1800, patch("heart-rate", "125", 200)));

    assertThat(bed.story())
        .containsExactly("c RAISED MEDIUM " + (T + 120), "c CLEARED MEDIUM " + (T + 300));
  }

  @Test
  void lateReadings_ofWhatIsStillSo_raise_andTellNothingInRetrospect() {
    Bedside bed = bed(FAST_AND_LOW);
    minutes(bed, "heart-rate", "120", 60, 1800);

    bed.record(T + 1800, batch(1800, patch("systolic-pressure", "90", 300)));

    assertThat(bed.story()).containsExactly("c RAISED MEDIUM " + (T + 1800));
  }

  @Test
  void lateReading_thatItsOwnRecordTakesBack_tellsNothing() {
    Bedside bed = bed(FAST_AND_LOW);
    minutes(bed, "heart-rate", "120", 60, 600);
    minutes(bed, "heart-rate", "80", 600, 1800);
    Reading low = patch("systolic-pressure", "90", 300);
    Reading back =
        new Reading(
            low.vital(), "patch", low.measured(), low.value(), Reading.Status.WITHDRAWN, 2, null);

    bed.record(T + 1800, batch(1800, low, back, patch("systolic-pressure", "120", 400)));

    assertThat(bed.story()).isEmpty();
  }
}
