package dev.vigil.dashboard.registry;

import static dev.vigil.dashboard.registry.Settled.get;
import static dev.vigil.dashboard.registry.Settled.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.dashboard.burden.Stay;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.DeviceAssignment;
import dev.vigil.schemas.PatientContext.HospitalStay;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Specialty;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatientRegistryTest {
  private static final long NOW = 1_772_000_000L;
  private final InMemoryContextLog log = new InMemoryContextLog();
  private final PatientRegistry registry = PatientRegistry.open(log, () -> NOW);

  @Test
  void admission_isStoredAndAppendedToTheLog() {
    PatientContext admitted = get(registry.admit(admission("p1", "3"), "anna"));

    assertThat(admitted.version()).isEqualTo(1);
    assertThat(admitted.by()).isEqualTo("anna");
    assertThat(admitted.admitted()).isEqualTo(NOW);
    assertThat(log.readAll()).containsExactly(admitted);
    assertThat(log.appended()).containsExactly(new ContextChange(admitted));
  }

  @Test
  void originOfAnEarlierStay_staysForEver() {
    // given
    get(registry.admit(Admission.of("p1", Origin.REPLAY, "A", "3"), "anna"));
    get(registry.discharge("p1", new Discharge(1, "over"), "anna"));

    // when
    RefusedException real =
        refused(registry.admit(Admission.of("p1", Origin.REAL, "A", "3"), "anna"));
    Admission unsaid =
        new Admission(
            "p1", null, "A", "3", null, null, null, null, null, null, null, null, null, null);
    PatientContext again = get(registry.admit(unsaid, "anna"));

    // then
    assertThat(real).hasMessageContaining("marked as replay for ever");
    assertThat(again.origin()).isEqualTo(Origin.REPLAY);
  }

  @Test
  void admission_isNotInTheFuture() {
    RefusedException tomorrow = refused(registry.admit(admittedAt(NOW + 86_400), "anna"));
    PatientContext byAnotherClock = get(registry.admit(admittedAt(NOW + 60), "anna"));

    assertThat(tomorrow.field()).isEqualTo("admitted");
    assertThat(byAnotherClock.admitted()).isEqualTo(NOW + 60);
  }

  /** Such a patient couldn't be discharged: no path leads there. */
  @Test
  void idThatIsAFolderInAPath_isRefused() {
    assertThat(refused(registry.admit(Admission.of("..", Origin.DEMO, "A", "3"), "anna")).field())
        .isEqualTo("patient");
    assertThat(registry.find("..")).isNull();
  }

  @Test
  void newPause_isByWhoAsksForIt_andAnOldOneStaysSigned() {
    // given
    get(registry.admit(admission("p1", "3"), "anna"));
    MonitoringPlan.Pause forged = new MonitoringPlan.Pause("spo2", NOW, NOW + 60, "zoe", "bathing");
    MonitoringPlan first = new MonitoringPlan(List.of(), List.of(forged));

    // when
    PatientContext paused = get(registry.change("p1", PatientChange.ofPlan(1, first, "x"), "ben"));
    PatientContext again =
        get(registry.change("p1", PatientChange.ofPlan(2, paused.plan(), "y"), "carl"));

    // then
    assertThat(paused.plan().pauses()).extracting(MonitoringPlan.Pause::by).containsExactly("ben");
    assertThat(again.plan()).isEqualTo(paused.plan());
  }

  @Test
  void change_namesTheVersionItIsBasedOn() {
    get(registry.admit(admission("p1", "3"), "anna"));
    get(registry.transfer("p1", new Transfer(1, "A", "4", null), "anna"));

    RefusedException overtaken =
        refused(registry.change("p1", limits(1, "heart-rate", 50, 120), "ben"));
    PatientContext changed = get(registry.change("p1", limits(2, "heart-rate", 50, 120), "ben"));

    assertThat(overtaken.kind()).isEqualTo(RefusedException.Kind.CONFLICT);
    assertThat(overtaken.expected()).isEqualTo("version 2");
    assertThat(changed.version()).isEqualTo(3);
    assertThat(changed.bed()).isEqualTo("4");
    assertThat(changed.limits()).containsOnlyKeys("heart-rate");
  }

  @Test
  void limits_mustBePlausibleAndOfTheCatalogue() {
    get(registry.admit(admission("p1", "3"), "anna"));

    assertThat(refused(registry.change("p1", limits(1, "heart-rate", 120, 120), "anna")))
        .hasMessageContaining("limits of heart-rate");
    assertThat(refused(registry.change("p1", limits(1, "heart-rate", 50, 4000), "anna")))
        .hasMessageContaining("limits of heart-rate");
    assertThat(refused(registry.change("p1", limits(1, "mood", 1, 2), "anna")))
        .hasMessageContaining("not in the catalogue");
    assertThat(registry.find("p1").version()).isEqualTo(1);
  }

  @Test
  void device_speaksForOnePatientAtATime() {
    DeviceAssignment monitor = new DeviceAssignment("mon-1", NOW, null);
    get(registry.admit(withDevice("p1", "1", monitor), "anna"));

    RefusedException taken = refused(registry.admit(withDevice("p2", "2", monitor), "anna"));
    get(registry.discharge("p1", new Discharge(1, null), "anna"));
    PatientContext second = get(registry.admit(withDevice("p2", "2", monitor), "anna"));

    assertThat(taken).hasMessageContaining("mon-1").hasMessageNotContaining("p1");
    assertThat(taken.remedy()).contains("bed 1 of ward");
    assertThat(second.devices()).containsExactly(monitor);
  }

  @Test
  void readmission_goesOnWithTheVersions() {
    get(registry.admit(admission("p1", "3"), "anna"));
    get(registry.discharge("p1", new Discharge(1, null), "anna"));

    PatientContext again = get(registry.admit(admission("p1", "9"), "anna"));

    assertThat(again.version()).isEqualTo(3);
    assertThat(registry.admitted()).containsExactly(again);
  }

  @Test
  void wardsOfTheLastDays_areKnown_ofAPatientWhoWasMovedAndAdmittedAgain() {
    long hour = 3_600;
    AtomicLong clock = new AtomicLong(NOW - 100 * hour);
    PatientRegistry moving = PatientRegistry.open(new InMemoryContextLog(), clock::get);
    get(moving.admit(Admission.of("p1", Origin.REAL, "old", "1"), "anna"));
    clock.set(NOW - 90 * hour);
    get(moving.transfer("p1", new Transfer(1, "A", "1", null), "anna"));
    clock.set(NOW - 20 * hour);
    get(moving.transfer("p1", new Transfer(2, "A", "2", null), "anna"));
    get(moving.transfer("p1", new Transfer(3, "B", "1", null), "anna"));
    clock.set(NOW - 10 * hour);
    get(moving.discharge("p1", new Discharge(4, null), "anna"));
    clock.set(NOW);

    PatientContext again = get(moving.admit(Admission.of("p1", Origin.REAL, "C", "1"), "anna"));

    assertThat(Stay.of(again))
        .containsExactly(
            new Stay("A", NOW - 90 * hour, NOW - 20 * hour),
            new Stay("B", NOW - 20 * hour, NOW - 10 * hour),
            new Stay("C", NOW, null));
  }

  /** Each of them makes a whole new context of the old one. */
  @Test
  void stayInTheHospital_outlastsEveryOtherChange() {
    HospitalStay known = new HospitalStay(Specialty.SURGICAL, NOW - 86_400);
    get(registry.admit(admission("p1", "3"), "anna"));

    get(
        registry.change(
            "p1",
            new PatientChange(1, "said", null, null, null, null, null, null, null, known),
            "anna"));
    get(registry.change("p1", PatientChange.ofPlan(2, MonitoringPlan.NONE, "agreed"), "anna"));
    get(registry.transfer("p1", new Transfer(3, "B", "1", null), "anna"));
    PatientContext last = get(registry.discharge("p1", new Discharge(4, null), "anna"));

    assertThat(last.version()).isEqualTo(5);
    assertThat(last.hospital()).isEqualTo(known);
  }

  @Test
  void storeAway_changesNothing() {
    log.setStoreAway(true);

    RefusedException away = refused(registry.admit(admission("p1", "3"), "anna"));
    log.setStoreAway(false);
    PatientContext later = get(registry.admit(admission("p1", "3"), "anna"));

    assertThat(away.kind()).isEqualTo(RefusedException.Kind.UNAVAILABLE);
    assertThat(later.version()).isEqualTo(1);
  }

  @Test
  void logAway_leavesTheContextOwedUntilSettled() {
    log.setLogAway(true);
    PatientContext admitted = get(registry.admit(admission("p1", "3"), "anna"));
    assertThat(registry.owed()).isEqualTo(1);

    log.setLogAway(false);
    int settled = get(registry.settle());

    assertThat(settled).isEqualTo(1);
    assertThat(registry.owed()).isZero();
    assertThat(log.appended()).containsExactly(new ContextChange(admitted));
  }

  @Test
  void reopened_knowsEverybodyAndReappendsTheAdmitted() {
    get(registry.admit(admission("p1", "1"), "anna"));
    get(registry.admit(admission("p2", "2"), "anna"));
    get(registry.discharge("p2", new Discharge(1, null), "anna"));
    int before = log.appended().size();

    PatientRegistry reopened = PatientRegistry.open(log, () -> NOW);
    int count = get(reopened.reappendAll());

    assertThat(reopened.all()).isEqualTo(registry.all());
    assertThat(count).isEqualTo(1);
    assertThat(log.appended().subList(before, before + 1).get(0).patient()).isEqualTo("p1");
  }

  @Test
  void bulkAdmission_hasAnOutcomeForEach() {
    List<Admission> many = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      many.add(
          withDevice("p" + i, Integer.toString(i), new DeviceAssignment("mon-" + i, NOW, null)));
    }
    many.add(admission("p7", "again"));

    List<PatientRegistry.Outcome> outcomes = get(registry.admitAll(many, "anna"));

    assertThat(outcomes).hasSize(2_001);
    assertThat(outcomes.subList(0, 2_000)).allMatch(outcome -> outcome.refusal() == null);
    assertThat(outcomes.get(2_000).refusal()).hasMessageContaining("admitted already");
    assertThat(registry.admitted()).hasSize(2_000);
  }

  private static Admission admission(String patient, String bed) {
    return Admission.of(patient, Origin.DEMO, "A", bed);
  }

  private static Admission admittedAt(long second) {
    return new Admission(
        "p1", null, "A", "3", null, null, null, null, null, null, null, second, null, null);
  }

  private static Admission withDevice(String patient, String bed, DeviceAssignment device) {
    return new Admission(
        patient,
        Origin.DEMO,
        "A",
        bed,
        null,
        null,
        null,
        null,
        null,
        List.of(device),
        null,
        null,
        null,
        null);
  }

  private static PatientChange limits(int version, String vital, int low, int high) {
    TreeMap<String, Limits> limits = new TreeMap<>();
    limits.put(vital, new Limits(BigDecimal.valueOf(low), BigDecimal.valueOf(high)));
    return PatientChange.ofLimits(version, limits, "agreed at the round");
  }
}
