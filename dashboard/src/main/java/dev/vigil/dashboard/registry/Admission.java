package dev.vigil.dashboard.registry;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.DeviceAssignment;
import dev.vigil.schemas.PatientContext.HospitalStay;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Sex;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to admit a patient; the fields are {@link PatientContext}'s.
 *
 * @param origin real where not said
 * @param spo2Scale 1 where not said
 * @param admitted whole seconds since the epoch; now where not said
 * @param because why; "admitted" where not said
 */
public record Admission(
    String patient,
    @Nullable Origin origin,
    String ward,
    String bed,
    @Nullable Integer ageYears,
    @Nullable Sex sex,
    @Nullable Boolean pregnant,
    @Nullable Integer spo2Scale,
    @Nullable SortedMap<String, Limits> limits,
    @Nullable List<DeviceAssignment> devices,
    @Nullable MonitoringPlan plan,
    @Nullable Long admitted,
    @Nullable HospitalStay hospital,
    @Nullable String because) {
  public Admission {
    requireNonNull(patient, "patient is null");
    requireNonNull(ward, "ward is null");
    requireNonNull(bed, "bed is null");
  }

  /** A patient of whom nothing but the place is known yet. */
  public static Admission of(String patient, Origin origin, String ward, String bed) {
    return new Admission(
        patient, origin, ward, bed, null, null, null, null, null, null, null, null, null, null);
  }

  /** The context with which the stay begins. */
  PatientContext begin(int version, long now, String by) {
    return new PatientContext(
        patient,
        version,
        PatientContext.Status.ADMITTED,
        requireNonNullElse(origin, Origin.REAL),
        ward,
        bed,
        ageYears,
        sex,
        pregnant,
        requireNonNullElse(spo2Scale, 1),
        requireNonNullElse(limits, new TreeMap<>()),
        requireNonNullElse(devices, List.of()),
        requireNonNullElse(plan, MonitoringPlan.NONE),
        requireNonNullElse(admitted, now),
        null,
        requireNonNullElse(hospital, HospitalStay.UNKNOWN),
        by,
        requireNonNullElse(because, "admitted"));
  }
}
