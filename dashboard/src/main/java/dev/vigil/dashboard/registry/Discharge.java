package dev.vigil.dashboard.registry;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.DeviceAssignment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a stay.
 *
 * @param version the version that the person saw
 * @param because why; "discharged" where not said
 */
public record Discharge(int version, @Nullable String because) {
  /** The devices are free from {@code now} on, so that they can be given to the next patient. */
  PatientContext applyTo(PatientContext old, long now, String by) {
    return new PatientContext(
        old.patient(),
        old.version() + 1,
        PatientContext.Status.DISCHARGED,
        old.origin(),
        old.ward(),
        old.bed(),
        old.ageYears(),
        old.sex(),
        old.pregnant(),
        old.spo2Scale(),
        old.limits(),
        endedAt(old.devices(), now),
        old.plan(),
        old.admitted(),
        now,
        old.hospital(),
        old.earlier(),
        by,
        because == null ? "discharged" : because);
  }

  private static List<DeviceAssignment> endedAt(List<DeviceAssignment> devices, long now) {
    return devices.stream()
        .filter(assignment -> assignment.from() < now)
        .map(
            assignment ->
                assignment.until() != null && assignment.until() <= now
                    ? assignment
                    : new DeviceAssignment(assignment.device(), assignment.from(), now))
        .toList();
  }
}
