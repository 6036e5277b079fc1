package dev.vigil.dashboard.registry;

import static dev.vigil.dashboard.registry.Settled.get;
import static dev.vigil.dashboard.registry.Settled.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.Origin;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Patients and drills don't mix. */
class TrainingWardsTest {
  private static final long NOW = 1_772_000_000L;
  private final PatientRegistry registry =
      PatientRegistry.open(new InMemoryContextLog(), () -> NOW);

  @Test
  void wardWithAPatient_takesNoDrill_whoeverItIs() {
    get(admit("p1", Origin.REAL, "A", "3"));
    get(admit("t1", Origin.TRAINING, "B", "1"));

    assertThatThrownBy(() -> registry.beginTraining("A", "drill-1"))
        .isInstanceOf(RefusedException.class)
        .hasMessage("somebody lies in bed 3 of ward A");
    assertThatThrownBy(() -> registry.beginTraining("B", "drill-1"))
        .hasMessageContaining("somebody lies in bed 1 of ward B");
    get(registry.discharge("p1", new Discharge(1, null), "ann"));
    registry.beginTraining("A", "drill-1");
    assertThatThrownBy(() -> registry.beginTraining("A", "drill-2"))
        .hasMessage("drill-1 runs in ward A already");
  }

  @Test
  void whileADrillRuns_nobodyElseComesIntoItsWard() {
    get(admit("p1", Origin.REAL, "A", "3"));
    registry.beginTraining("T", "drill-1");
    get(admit("drill-1-01", Origin.TRAINING, "T", "1"));

    RefusedException admitted = refused(admit("p2", Origin.REAL, "T", "2"));
    RefusedException moved =
        refused(registry.transfer("p1", new Transfer(1, "T", "2", null), "ann"));
    RefusedException pretended = refused(admit("drill-1-02", Origin.REAL, "T", "2"));
    RefusedException other = refused(admit("drill-2-01", Origin.TRAINING, "T", "2"));

    assertThat(admitted).hasMessage("ward T is a training ward while drill-1 runs");
    assertThat(admitted.remedy()).contains("./vigil drill stop drill-1");
    assertThat(moved).hasMessage(admitted.getMessage());
    assertThat(pretended).hasMessage(admitted.getMessage());
    assertThat(other).hasMessage(admitted.getMessage());
    assertThat(registry.admitted())
        .extracting(PatientContext::patient)
        .containsExactly("drill-1-01", "p1");
  }

  @Test
  void drillsPatient_doesNotLeaveForAnotherWard_untilTheDrillIsOver() {
    registry.beginTraining("T", "drill-1");
    get(admit("drill-1-01", Origin.TRAINING, "T", "1"));

    RefusedException out =
        refused(registry.transfer("drill-1-01", new Transfer(1, "A", "2", null), "ann"));
    PatientContext moved =
        get(registry.transfer("drill-1-01", new Transfer(1, "T", "2", null), "ann"));
    get(registry.discharge("drill-1-01", new Discharge(2, null), "drill"));
    registry.endTraining("T", "drill-1");

    assertThat(out).hasMessage("patient drill-1-01 belongs to drill-1 in ward T");
    assertThat(moved.bed()).isEqualTo("2");
    assertThat(get(admit("p2", Origin.REAL, "T", "2")).ward()).isEqualTo("T");
  }

  private CompletionStage<PatientContext> admit(
      String patient, Origin origin, String ward, String bed) {
    return registry.admit(Admission.of(patient, origin, ward, bed), "ann");
  }
}
