package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Item;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CombinationJudgeTest {
  private static final long T = 1_000_000;

  private static Bedside bed(String when) {
    Bedside bed = new Bedside(Rules.governance(Rules.combined("c", when)), true);
    bed.admit(T, MonitoringPlan.NONE);
    return bed;
  }

  private static void beats(Bedside bed, long from, long until, String value) {
    for (long second = from; second < until; second++) {
      bed.reading(second, "heart-rate", value, second);
    }
  }

  @Test
  void two_together_raiseWithEvidenceOfBoth_andClearWithEither() {
    Bedside bed =
        bed(
            "{\"all\":[{\"vital\":\"heart-rate\",\"above\":110,\"hysteresis\":5},"
                + "{\"vital\":\"systolic-pressure\",\"below\":100}]}");

    bed.reading(T + 1, "heart-rate", "120", T + 1);
    bed.reading(T + 2, "systolic-pressure", "90", T + 2);
    bed.reading(T + 3, "heart-rate", "108", T + 3);
    AlertTransition raised = bed.last();
    bed.reading(T + 4, "heart-rate", "105", T + 4);

    assertThat(raised.kind()).isEqualTo(AlertTransition.Kind.COMBINATION);
    assertThat(raised.because()).contains("eart rate above 110", "and", "100");
    assertThat(raised.evidence().readings()).hasSize(2);
    assertThat(bed.story())
        .containsExactly("c RAISED MEDIUM " + (T + 2), "c CLEARED MEDIUM " + (T + 4));
  }

  @Test
  void batchOfTwoHours_tellsInRetrospectWhatCameAndWent_once_andAsksNobody() {
    Bedside bed =
        bed(
            "{\"all\":[{\"lasting\":{\"vital\":\"heart-rate\",\"above\":110},\"seconds\":600},"
                + "{\"vital\":\"spo2\",\"below\":92}]}");
    bed.advance(T + 7200);
    List<Reading> batch = new ArrayList<>();
    for (int i = 0; i < 720; i++) {
      long second = T + 1 + i * 10L;
      // Twice for half an hour, with the saturation low all the time.
      String rate = i % 360 < 180 ? "120" : "80";
      batch.add(Bedside.reading("heart-rate", "mon", rate, second));
      batch.add(Bedside.reading("spo2", "mon", "90", second));
    }
    Readings two = Bedside.readings(T + 7200, batch.toArray(Reading[]::new));

    bed.record(T + 7200, two);
    bed.record(T + 7201, two);

    assertThat(bed.story()).containsExactly("c RETROSPECTIVE MEDIUM " + (T + 7200));
    assertThat(bed.last().state()).isEqualTo(AlertTransition.State.RESOLVED);
    assertThat(bed.last().measured()).isEqualTo(T + 1 + 600);
    assertThat(bed.last().because()).endsWith("it was over before it was known");
    assertThat(bed.last().evidence().readings())
        .extracting(sample -> sample.value().intValue())
        .containsExactly(120, 90);
  }

  @Test
  void batchThatIsStillSo_raisesAndTellsNothingInRetrospect() {
    Bedside bed = bed("{\"vital\":\"heart-rate\",\"above\":110}");

    bed.record(
        T + 9,
        Bedside.readings(
            T + 9,
            Bedside.reading("heart-rate", "mon", "120", T + 1),
            Bedside.reading("heart-rate", "mon", "80", T + 5),
            Bedside.reading("heart-rate", "mon", "125", T + 9)));

    assertThat(bed.story()).containsExactly("c RAISED MEDIUM " + (T + 9));
  }

  @Test
  void batchWhoseOwnCorrectionSaysItWasNotSo_tellsNothing() {
    Bedside bed = bed("{\"vital\":\"heart-rate\",\"above\":110}");

    bed.record(
        T + 9,
        Bedside.readings(
            T + 9,
            Bedside.reading("heart-rate", "mon", "120", T + 1),
            Bedside.reading("heart-rate", "mon", "80", T + 5),
            corrected("heart-rate", "90", T + 1)));

    assertThat(bed.story()).isEmpty();
  }

  private static Reading corrected(String vital, String value, long measured) {
    Reading first = Bedside.reading(vital, "mon", value, measured);
    return new Reading(vital, "mon", measured, first.value(), Reading.Status.CORRECTED, 2, null);
  }

  @Test
  void not_ofWhatNobodyMeasured_saysNothing() {
    Bedside bed = bed("{\"not\":{\"vital\":\"spo2\",\"above\":95}}");

    bed.reading(T + 1, "heart-rate", "80", T + 1);
    assertThat(bed.story()).isEmpty();
    bed.reading(T + 2, "spo2", "90", T + 2);

    assertThat(bed.story()).containsExactly("c RAISED MEDIUM " + (T + 2));
  }

  @Test
  void limit_unlessTheDeviceSaysThatItsSensorIsOff_raisesAlsoWhereNoDeviceEverSaysSo() {
    Bedside bed =
        bed("{\"all\":[{\"vital\":\"spo2\",\"below\":90},{\"not\":{\"device\":\"sensor-off\"}}]}");

    bed.reading(T + 1, "spo2", "85", T + 1);
    bed.reading(T + 2, "sensor-off", "1", T + 2);
    bed.reading(T + 3, "spo2", "80", T + 3);
    bed.reading(T + 4, "sensor-off", "0", T + 4);

    assertThat(bed.story())
        .containsExactly(
            "c RAISED MEDIUM " + (T + 1),
            "c CLEARED MEDIUM " + (T + 2),
            "c RAISED MEDIUM " + (T + 4));
    assertThat(bed.last().because()).contains("not (Sensor off (alarm of a device))");
    assertThat(bed.last().evidence().readings()).hasSize(2);
  }

  @Test
  void two_ofThree_areEnough() {
    Bedside bed =
        bed(
            "{\"atLeast\":2,\"of\":[{\"vital\":\"heart-rate\",\"above\":110},"
                + "{\"vital\":\"spo2\",\"below\":92},{\"score\":\"news2\",\"threshold\":5}]}");

    bed.score(T + 1, 6);
    bed.reading(T + 2, "heart-rate", "100", T + 2);
    bed.reading(T + 3, "spo2", "90", T + 3);
    bed.score(T + 4, 2);

    assertThat(bed.story())
        .containsExactly("c RAISED MEDIUM " + (T + 3), "c CLEARED MEDIUM " + (T + 4));
    assertThat(bed.transitions().get(0).evidence().score()).isNotNull();
  }

  @Test
  void lasting_isOverTheBatchsOwnTime_orTheLogsWhenNothingComes() {
    String when = "{\"lasting\":{\"vital\":\"heart-rate\",\"above\":110},\"seconds\":60}";
    Bedside batch = bed(when);
    List<Reading> readings = new ArrayList<>();
    for (long second = T - 70; second <= T; second += 10) {
      readings.add(Bedside.reading("heart-rate", "mon", "120", second));
    }
    batch.record(T + 5, Bedside.readings(T + 5, readings.toArray(Reading[]::new)));
    Bedside silent = bed(when);
    silent.reading(T + 1, "heart-rate", "120", T + 1);
    silent.advance(T + 100);

    assertThat(batch.story()).containsExactly("c RAISED MEDIUM " + (T + 5));
    assertThat(silent.story()).containsExactly("c RAISED MEDIUM " + (T + 61));
  }

  @Test
  void recently_holdsOnAfterwards_andWasNeverTheCaseAtTheBeginning() {
    Bedside bed = bed("{\"recently\":{\"vital\":\"heart-rate\",\"above\":110},\"seconds\":60}");

    bed.reading(T + 1, "heart-rate", "80", T + 1);
    bed.advance(T + 5);
    bed.reading(T + 10, "heart-rate", "120", T + 10);
    bed.reading(T + 20, "heart-rate", "80", T + 20);
    bed.advance(T + 200);

    assertThat(bed.story())
        .containsExactly("c RAISED MEDIUM " + (T + 10), "c CLEARED MEDIUM " + (T + 80));
  }

  @Test
  void rise_isSeen_aSpikeIsNot_andWhatStaysHighIsNoRise() {
    Bedside bed =
        bed("{\"vital\":\"heart-rate\",\"rises\":20,\"hysteresis\":5,\"withinSeconds\":160}");

    beats(bed, T, T + 50, "80");
    bed.reading(T + 55, "heart-rate", "90", T + 55);
    beats(bed, T + 56, T + 60, "80");
    assertThat(bed.story()).isEmpty();
    beats(bed, T + 60, T + 400, "101");

    assertThat(bed.story()).hasSize(2).first().asString().startsWith("c RAISED");
    assertThat(bed.story().get(1)).startsWith("c CLEARED");
  }

  @Test
  void unmonitored_isAPremise() {
    Bedside bed =
        new Bedside(
            Rules.governance(
                Rules.combined(
                    "c",
                    "{\"all\":[{\"vital\":\"heart-rate\",\"above\":110},{\"unmonitored\":\"spo2\"}]}")));
    bed.admit(T, new MonitoringPlan(List.of(new Item("spo2", 20, 10)), List.of()));

    bed.reading(T + 10, "heart-rate", "120", T + 10);
    bed.advance(T + 60);
    bed.reading(T + 70, "spo2", "98", T + 70);

    assertThat(bed.story())
        .containsExactly("c RAISED MEDIUM " + (T + 30), "c CLEARED MEDIUM " + (T + 70));
  }

  @Test
  void rule_thatIsTakenAway_endsItsAlert_andDischargeForgets() {
    GovernanceTimeline governance =
        Rules.governance(Rules.combined("c", "{\"vital\":\"heart-rate\",\"above\":110}"));
    governance.append(Rules.policy(2, T + 20), 0);
    Bedside bed = new Bedside(governance, true);
    bed.admit(T, MonitoringPlan.NONE);

    bed.reading(T + 10, "heart-rate", "120", T + 10);
    bed.reading(T + 20, "heart-rate", "120", T + 20);
    bed.context(T + 30, Status.DISCHARGED, MonitoringPlan.NONE, Map.of());

    assertThat(bed.story())
        .containsExactly("c RAISED MEDIUM " + (T + 10), "c RULE_REMOVED MEDIUM " + (T + 20));
    assertThat(bed.state().combinations().isEmpty()).isTrue();
  }

  @Test
  void ward_hasItsOwnRule_fromTheMomentOfTheTransfer() {
    String ward = Rules.limit("hr-a", "heart-rate", "\"high\":150", "medium", 0, 5);
    String onA = ward.replace("\"doc\"", "\"wards\":[\"A\"],\"instead\":[\"hr-all\"],\"doc\"");
    String all = Rules.limit("hr-all", "heart-rate", "\"high\":110", "medium", 0, 5);
    Bedside bed = new Bedside(Rules.governance(all, onA), true);

    bed.reading(T, "heart-rate", "120", T);
    bed.admit(T + 10, MonitoringPlan.NONE);

    assertThat(bed.story())
        .containsExactly("hr-all RAISED MEDIUM " + T, "hr-all RULE_REMOVED MEDIUM " + (T + 10));
  }
}
