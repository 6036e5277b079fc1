package dev.vigil.dashboard.registry;

import static java.util.Objects.requireNonNullElse;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.DeviceAssignment;
import dev.vigil.schemas.PatientContext.HospitalStay;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Sex;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A change of what is known or agreed about a patient; a field that is absent stays as it is.
 *
 * @param version the version that the person saw
 * @param because why; must say something
 */
public record PatientChange(
    int version,
    String because,
    @Nullable Integer ageYears,
    @Nullable Sex sex,
    @Nullable Boolean pregnant,
    @Nullable Integer spo2Scale,
    @Nullable SortedMap<String, Limits> limits,
    @Nullable List<DeviceAssignment> devices,
    @Nullable MonitoringPlan plan,
    @Nullable HospitalStay hospital) {

  public PatientChange {
    if (because == null || because.isBlank()) {
      throw new IllegalArgumentException("'because' is missing: a change says why");
    }
    ContextRules.requireWhole(limits, devices);
  }

  /** Only other limits. */
  public static PatientChange ofLimits(
      int version, SortedMap<String, Limits> limits, String because) {
    return new PatientChange(version, because, null, null, null, null, limits, null, null, null);
  }

  /** Only another monitoring plan. */
  public static PatientChange ofPlan(int version, MonitoringPlan plan, String because) {
    return new PatientChange(version, because, null, null, null, null, null, null, plan, null);
  }

  /** The next version of the context. */
  PatientContext applyTo(PatientContext old, long now, String by) {
    return new PatientContext(
        old.patient(),
        old.version() + 1,
        old.status(),
        old.origin(),
        old.ward(),
        old.bed(),
        ageYears == null ? old.ageYears() : ageYears,
        sex == null ? old.sex() : sex,
        pregnant == null ? old.pregnant() : pregnant,
        requireNonNullElse(spo2Scale, old.spo2Scale()),
        requireNonNullElse(limits, old.limits()),
        requireNonNullElse(devices, old.devices()),
        plan == null ? old.plan() : ContextRules.agreed(plan, old.plan(), now, by),
        old.admitted(),
        old.discharged(),
        requireNonNullElse(hospital, old.hospital()),
        old.earlier(),
        by,
        because);
  }
}
