package dev.vigil.simulator.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.simulator.OutgoingReading;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrillWardTest {
  private static final long START = 1_772_000_000L;
  private static final int AFTER = 60;

  @Test
  void patients_areOfTrainingOrigin_withIdsOfTheDrill() {
    List<PatientContext> contexts = ward(Scenario.SEPSIS, 1).contexts();

    assertThat(contexts).hasSize(4).allMatch(each -> each.origin() == Origin.TRAINING);
    assertThat(contexts).extracting(PatientContext::ward).containsOnly("training");
    assertThat(contexts)
        .extracting(PatientContext::patient)
        .containsExactly("drill-7-01", "drill-7-02", "drill-7-03", "drill-7-04");
    assertThat(contexts.get(0).devices())
        .extracting("device")
        .containsExactly("drill-7-01-monitor");
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void onePatientGetsWorse_andStaysSo(Scenario scenario) {
    Truth truth = ward(scenario, 1).truth();

    assertThat(truth.onset()).isEqualTo(START + AFTER);
    assertThat(truth.severity(truth.onset() - 1)).isZero();
    assertThat(truth.severity(truth.worst())).isEqualTo(1);
    assertThat(truth.severity(truth.worst() + 2 * 3600)).isEqualTo(1);
  }

  @Test
  void pace_bringsTheWorstSooner_notTheOnset() {
    Truth usual = ward(Scenario.SEPSIS, 1).truth();
    Truth fast = ward(Scenario.SEPSIS, 4).truth();

    assertThat(fast.onset()).isEqualTo(usual.onset());
    assertThat(usual.worst() - usual.onset()).isEqualTo(480);
    assertThat(fast.worst() - fast.onset()).isEqualTo(120);
    assertThat(fast.patient()).isEqualTo(usual.patient());
  }

  @Test
  void bleeding_isSeenInTheOneAndNotInTheOthers() {
    DrillWard ward = ward(Scenario.BLEEDING, 4);
    long late = ward.truth().worst() + 300;

    for (List<OutgoingReading> message : ward.messages(late)) {
      boolean worse = message.get(0).device().equals(ward.truth().patient() + "-monitor");
      message.stream()
          .filter(reading -> reading.vital().equals("systolic-pressure"))
          .map(OutgoingReading::value)
          .forEach(
              value -> assertThat(value.compareTo(BigDecimal.valueOf(92)) < 0).isEqualTo(worse));
    }
  }

  @Test
  void silentMonitor_sendsNothing_andTheOthersGoOn() {
    DrillWard ward = ward(Scenario.DEVICE_SILENT, 1);

    assertThat(ward.messages(START + AFTER - 1)).hasSize(4);
    assertThat(ward.messages(START + AFTER)).hasSize(3);
    assertThat(ward.messages(START + AFTER + 7200)).hasSize(3);
  }

  @Test
  void samePlan_givesTheSameWard_andAnotherSeedOthers() {
    assertThat(ward(Scenario.SEPSIS, 1).messages(START + 90))
        .isEqualTo(ward(Scenario.SEPSIS, 1).messages(START + 90))
        .isNotEqualTo(
            new DrillWard(
                    new DrillWard.Plan("drill-7", "training", 4, Scenario.SEPSIS, AFTER, 1, 6),
                    START)
                .messages(START + 90));
  }

  @Test
  void planOutOfRange_isRefusedByItsNumber() {
    assertThatThrownBy(() -> plan(0, 1)).hasMessageContaining("0 patients, expected 1 to 30");
    assertThatThrownBy(() -> plan(31, 1)).hasMessageContaining("31 patients");
    assertThatThrownBy(() -> plan(4, 5)).hasMessageContaining("pace is 5, expected 1 to 4");
  }

  private static DrillWard.Plan plan(int patients, int pace) {
    return new DrillWard.Plan("drill-7", "training", patients, Scenario.SEPSIS, AFTER, pace, 5);
  }

  private static DrillWard ward(Scenario scenario, int pace) {
    return new DrillWard(
        new DrillWard.Plan("drill-7", "training", 4, scenario, AFTER, pace, 5), START);
  }
}
