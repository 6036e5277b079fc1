package dev.vigil.dashboard.registry;

import static dev.vigil.dashboard.registry.Settled.get;
import static dev.vigil.dashboard.registry.Settled.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreedPlanTest {
  private static final long NOW = 1_772_000_000L;
  private final PatientRegistry registry =
      PatientRegistry.open(new InMemoryContextLog(), () -> NOW);

  @Test
  void pauseOfAnAdmission_isByWhoAdmits() {
    MonitoringPlan.Pause forged = new MonitoringPlan.Pause("spo2", NOW, NOW + 60, "zoe", "bathing");
    MonitoringPlan plan = new MonitoringPlan(List.of(), List.of(forged));

    PatientContext admitted = get(registry.admit(withPlan("p1", plan), "anna"));

    assertThat(admitted.plan().pauses())
        .containsExactly(new MonitoringPlan.Pause("spo2", NOW, NOW + 60, "anna", "bathing"));
  }

  @Test
  void pauseWithoutAReason_isRefused() {
    MonitoringPlan.Pause silent = new MonitoringPlan.Pause("spo2", NOW, NOW + 60, "anna", " ");
    MonitoringPlan plan = new MonitoringPlan(List.of(), List.of(silent));
    get(registry.admit(Admission.of("p1", Origin.DEMO, "A", "3"), "anna"));

    assertThat(refused(registry.admit(withPlan("p2", plan), "anna")).field()).isEqualTo("because");
    assertThat(refused(registry.change("p1", PatientChange.ofPlan(1, plan, "x"), "anna")).field())
        .isEqualTo("because");
  }

  /** A pause of a year would hold back the alarm about silence for good. */
  @Test
  void pause_endsWithinADay_howeverItIsAskedFor() {
    MonitoringPlan day = pausedUntil(NOW + 86_400);
    MonitoringPlan longer = pausedUntil(NOW + 86_401);
    get(registry.admit(Admission.of("p1", Origin.DEMO, "A", "3"), "anna"));

    RefusedException admitted = refused(registry.admit(withPlan("p2", longer), "anna"));
    RefusedException changed =
        refused(registry.change("p1", PatientChange.ofPlan(1, longer, "x"), "anna"));
    PatientContext paused = get(registry.change("p1", PatientChange.ofPlan(1, day, "x"), "anna"));

    assertThat(List.of(admitted, changed)).allMatch(refusal -> "pause".equals(refusal.field()));
    assertThat(changed).hasMessage("the pause of spo2 ends later than 24 hours from now");
    assertThat(changed.expected()).isEqualTo("an end by " + Instant.ofEpochSecond(NOW + 86_400));
    assertThat(changed.remedy()).contains("pause again");
    assertThat(paused.plan().pauses()).hasSize(1);
  }

  /** It was agreed when nothing bounded it: what else is changed doesn't have to end it. */
  @Test
  void longPauseOfBefore_standsInTheWayOfNoOtherChange() {
    InMemoryContextLog log = new InMemoryContextLog();
    long year = NOW + 31_536_000;
    PatientRegistry then = PatientRegistry.open(log, () -> year);
    MonitoringPlan old = get(then.admit(withPlan("p1", pausedUntil(year)), "anna")).plan();
    MonitoringPlan more =
        new MonitoringPlan(List.of(new MonitoringPlan.Item("spo2", 60, 30)), old.pauses());
    PatientRegistry now = PatientRegistry.open(log, () -> NOW);

    PatientContext changed = get(now.change("p1", PatientChange.ofPlan(1, more, "x"), "anna"));

    assertThat(changed.plan()).isEqualTo(more);
  }

  private static MonitoringPlan pausedUntil(long until) {
    return new MonitoringPlan(
        List.of(), List.of(new MonitoringPlan.Pause("spo2", NOW, until, "anna", "leave")));
  }

  /**
   * The alarm about silence would go by one of the two, and what is shown as too old by another.
   */
  @Test
  void planThatExpectsAVitalSignTwice_isRefused() {
    MonitoringPlan.Item often = new MonitoringPlan.Item("spo2", 1, 29);
    MonitoringPlan.Item rarely = new MonitoringPlan.Item("spo2", 43_200, 3_600);

    RefusedException twice =
        refused(
            registry.admit(
                withPlan("p1", new MonitoringPlan(List.of(often, rarely), List.of())), "anna"));

    assertThat(twice.field()).isEqualTo("plan.spo2");
    assertThat(registry.find("p1")).isNull();
  }

  private static Admission withPlan(String patient, MonitoringPlan plan) {
    return new Admission(
        patient, Origin.DEMO, "A", "1", null, null, null, null, null, null, plan, null, null, null);
  }
}
