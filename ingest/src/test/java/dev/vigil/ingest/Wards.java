package dev.vigil.ingest;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.DeviceAssignment;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Status;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Patients for tests. */
public final class Wards {
  /** When tests take place: 2026-03-01T10:15:30Z. */
  public static final long NOW = 1_772_360_130L;

  private Wards() {}

  public static PatientContext admitted(String patient, DeviceAssignment... devices) {
    return context(patient, 1, null, devices);
  }

  public static PatientContext discharged(String patient, long at) {
    return context(patient, 2, at);
  }

  public static PatientContext context(
      String patient, int version, @Nullable Long discharged, DeviceAssignment... devices) {
    return new PatientContext(
        patient,
        version,
        discharged == null ? Status.ADMITTED : Status.DISCHARGED,
        Origin.REAL,
        "w",
        "b",
        70,
        null,
        null,
        1,
        new TreeMap<>(),
        List.of(devices),
        MonitoringPlan.NONE,
        NOW - 86_400,
        discharged,
        "a test",
        "admission");
  }

  public static PatientIndex ready(PatientContext... contexts) {
    PatientIndex index = new PatientIndex();
    for (PatientContext context : contexts) {
      index.put(context);
    }
    index.markReady();
    return index;
  }
}
