package dev.vigil.schemas;

import static dev.vigil.schemas.GoldenMessages.NOON;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is known of patients, for {@link GoldenMessages}. */
final class GoldenContexts {
  private GoldenContexts() {}

  static PatientContext full() {
    return new PatientContext(
        "p-001",
        3,
        PatientContext.Status.DISCHARGED,
        PatientContext.Origin.REAL,
        "ward-3",
        "12",
        71,
        PatientContext.Sex.FEMALE,
        false,
        2,
        new TreeMap<>(
            Map.of(
                "heart-rate",
                new PatientContext.Limits(new BigDecimal("45"), new BigDecimal("125.5")),
                "spo2",
                new PatientContext.Limits(new BigDecimal("88"), null))),
        List.of(
            new PatientContext.DeviceAssignment("mon-12", NOON - 7_200, NOON),
            new PatientContext.DeviceAssignment("patch-9", NOON, null)),
        new PatientContext.MonitoringPlan(
            List.of(new PatientContext.MonitoringPlan.Item("heart-rate", 60, 120)),
            List.of(
                new PatientContext.MonitoringPlan.Pause(
                    "heart-rate", NOON, NOON + 1_800, "nurse-7", "imaging"))),
        NOON - 7_200,
        NOON + 90_000,
        "dr-1",
        "scale 2 signed");
  }

  static PatientContext unknowns() {
    return new PatientContext(
        "replay.p_000001",
        1,
        PatientContext.Status.ADMITTED,
        PatientContext.Origin.REPLAY,
        "replay",
        "",
        null,
        null,
        null,
        1,
        new TreeMap<>(),
        List.of(),
        PatientContext.MonitoringPlan.NONE,
        NOON,
        null,
        "replay",
        "recording");
  }

  static PatientContext inHospital() {
    return new PatientContext(
        "p-002",
        1,
        PatientContext.Status.ADMITTED,
        PatientContext.Origin.REAL,
        "ward-3",
        "13",
        null,
        null,
        null,
        1,
        new TreeMap<>(),
        List.of(),
        PatientContext.MonitoringPlan.NONE,
        NOON,
        null,
        new PatientContext.HospitalStay(PatientContext.Specialty.SURGICAL, NOON - 86_400),
        List.of(),
        "nurse-7",
        "from theatre");
  }

  static PatientContext moved() {
    PatientContext before = inHospital();
    return new PatientContext(
        before.patient(),
        2,
        before.status(),
        before.origin(),
        "ward-4",
        "1",
        before.ageYears(),
        before.sex(),
        before.pregnant(),
        before.spo2Scale(),
        before.limits(),
        before.devices(),
        before.plan(),
        before.admitted(),
        before.discharged(),
        before.hospital(),
        List.of(new EarlierWard(before.ward(), NOON, NOON + 3_600)),
        "nurse-7",
        "transferred");
  }
}
