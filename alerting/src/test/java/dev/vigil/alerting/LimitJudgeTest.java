package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.Reading;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitJudgeTest {
  private static final long T = 1_000_000;

  @Test
  void limit_lastsForTheDelayByMeasuredTime_raisesAtThatReading() {
    Bedside bed = new Bedside(Rules.governance(Rules.HR_HIGH));
    bed.admit(T, MonitoringPlan.NONE);

    bed.reading(T + 5, "heart-rate", "140", T);
    bed.reading(T + 6, "heart-rate", "141", T + 29);
    bed.reading(T + 7, "heart-rate", "142", T + 30);

    assertThat(bed.story()).containsExactly("hr RAISED HIGH " + (T + 7));
    AlertTransition raised = bed.last();
    assertThat(raised.measured()).isEqualTo(T + 30);
    assertThat(raised.origin()).isEqualTo(Origin.DEMO);
    assertThat(raised.ward()).isEqualTo("A");
    assertThat(raised.evidence().limit()).isEqualByComparingTo("130");
    assertThat(raised.evidence().readings())
        .extracting(Evidence.Sample::value)
        .containsExactly(new BigDecimal("140.0"), new BigDecimal("141.0"), new BigDecimal("142.0"));
    assertThat(raised.evidence().clears())
        .isEqualTo("Clears when Heart rate is at or below 125.0 /min");
  }

  @Test
  void limit_dataStopsWhilePending_raisesAtStampPlusDelay() {
    Bedside bed = new Bedside(Rules.governance(Rules.HR_HIGH));

    bed.reading(T, "heart-rate", "140", T - 500);
    bed.advance(T + 29);
    assertThat(bed.story()).isEmpty();
    bed.advance(T + 30);

    assertThat(bed.story()).containsExactly("hr RAISED HIGH " + (T + 30));
    assertThat(bed.last().ward()).isEqualTo("unknown");
  }

  @Test
  void limit_equalToItOrBriefly_raisesNothing() {
    Bedside bed = new Bedside(Rules.governance(Rules.HR_HIGH));

    bed.reading(T, "heart-rate", "130", T);
    bed.reading(T + 40, "heart-rate", "131", T + 40);
    bed.reading(T + 60, "heart-rate", "130", T + 60);
    bed.reading(T + 80, "heart-rate", "131", T + 80);
    bed.reading(T + 100, "heart-rate", "129", T + 100);
    bed.advance(T + 1000);

    assertThat(bed.story()).isEmpty();
  }

  @Test
  void limit_clearsOnlyWhenBackInsideByTheHysteresis() {
    Bedside bed = new Bedside(Rules.governance(Rules.SPO2));

    bed.reading(T, "spo2", "91.9", T);
    bed.reading(T + 1, "spo2", "93.9", T + 1);
    bed.reading(T + 2, "spo2", "94", T + 2);

    assertThat(bed.story())
        .containsExactly("spo2 RAISED MEDIUM " + T, "spo2 CLEARED MEDIUM " + (T + 2));
    assertThat(bed.last().state()).isEqualTo(State.RESOLVED);
    assertThat(bed.episode()).isNull();
  }

  @Test
  void limits_ofOneSideWithTwoPriorities_areOneAlertThatSteps() {
    Bedside bed = new Bedside(Rules.governance(Rules.HR_HIGH, Rules.HR_RAISED));

    bed.reading(T, "heart-rate", "135", T);
    bed.advance(T + 100);
    bed.reading(T + 101, "heart-rate", "120", T + 101);
    bed.reading(T + 102, "heart-rate", "100", T + 102);

    assertThat(bed.story())
        .containsExactly(
            "hr-raised RAISED MEDIUM " + (T + 10),
            "hr STEPPED_UP HIGH " + (T + 30),
            "hr-raised STEPPED_DOWN MEDIUM " + (T + 101),
            "hr-raised CLEARED MEDIUM " + (T + 102));
    assertThat(bed.transitions()).extracting(AlertTransition::sequence).containsExactly(1, 2, 3, 4);
    assertThat(bed.transitions())
        .extracting(AlertTransition::alert)
        .containsOnly(bed.last().alert());
  }

  @Test
  void batch_ofTwoHours_raisesWhatIsTrueAtItsEndOnly() {
    Bedside bed = new Bedside(Rules.governance(Rules.HR_HIGH, Rules.SPO2));
    Reading[] batch = new Reading[7200];
    for (int i = 0; i < batch.length; i++) {
      // Every ten minutes in and out again; at the end out.
      String value = i / 600 % 2 == 1 ? "150" : "80";
      batch[i] = Bedside.reading("heart-rate", "mon", value, T - 7200 + i);
    }

    bed.record(T, Bedside.readings(T, batch));

    assertThat(bed.story()).containsExactly("hr RAISED HIGH " + T);
  }

  @Test
  void readings_lateFutureOlderOrWithdrawn_sayNothingOfNow() {
    Bedside bed = new Bedside(Rules.governance(Rules.SPO2));
    bed.reading(T, "spo2", "97", T);

    bed.reading(T + 1, "spo2", "80", T - 1);
    bed.reading(T + 2, "spo2", "80", T);
    bed.reading(T + 3, "spo2", "80", T + 64);
    bed.reading(T + 4, "spo2", "80", T + 4 - 24 * 3600);
    Reading withdrawn = new Reading("spo2", "mon", T + 5, 1, Reading.Status.WITHDRAWN, 2, null);
    bed.record(T + 5, Bedside.readings(T + 5, withdrawn));
    assertThat(bed.story()).isEmpty();
    bed.reading(T + 6, "spo2", "80", T + 66);

    assertThat(bed.story()).containsExactly("spo2 RAISED MEDIUM " + (T + 6));
  }

  @Test
  void sensor_thatReadsNormal_hidesNoOther_untilTheOtherIsSilentForLong() {
    Bedside bed = new Bedside(Rules.governance(Rules.SPO2));

    bed.record(T, Bedside.readings(T, Bedside.reading("spo2", "a", "85", T)));
    bed.record(T + 1, Bedside.readings(T + 1, Bedside.reading("spo2", "b", "97", T + 1)));
    bed.record(T + 899, Bedside.readings(T + 899, Bedside.reading("spo2", "b", "97", T + 899)));
    assertThat(bed.story()).containsExactly("spo2 RAISED MEDIUM " + T);
    bed.record(T + 900, Bedside.readings(T + 900, Bedside.reading("spo2", "b", "97", T + 900)));

    assertThat(bed.last().cause()).isEqualTo(AlertTransition.Cause.CLEARED);
  }

  @Test
  void limitsOfThePatient_replaceTheRules_andAreJudgedAtOnce() {
    Bedside bed = new Bedside(Rules.governance(Rules.SPO2));
    bed.reading(T, "spo2", "89", T);

    Limits lower = new Limits(new BigDecimal("86"), null);
    bed.context(T + 1, Status.ADMITTED, MonitoringPlan.NONE, Map.of("spo2", lower));
    bed.context(T + 2, Status.ADMITTED, MonitoringPlan.NONE, Map.of());

    assertThat(bed.story())
        .containsExactly(
            "spo2 RAISED MEDIUM " + T,
            "spo2 CLEARED MEDIUM " + (T + 1),
            "spo2 RAISED MEDIUM " + (T + 2));
  }

  @Test
  void deviceThatSaysItsBatteryIsLow_raisesWhenItLasts_andClearsWhenItSaysSo() {
    String rule =
        "{\"id\":\"battery\",\"kind\":\"device\",\"alarm\":\"battery-low\",\"priority\":\"low\","
            + "\"delaySeconds\":60,\"doc\":\"test\"}";
    Bedside bed = new Bedside(Rules.governance(rule));

    bed.reading(T, "battery-low", "1", T);
    bed.advance(T + 60);
    bed.reading(T + 90, "battery-low", "0", T + 90);

    assertThat(bed.story())
        .containsExactly("battery RAISED LOW " + (T + 60), "battery CLEARED LOW " + (T + 90));
    assertThat(bed.transitions().get(0).because()).isEqualTo("Battery low, says a device");
    assertThat(bed.transitions().get(0).evidence().readings()).hasSize(1);
  }
}
