package dev.vigil.dashboard.registry;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.PatientContext;
import org.jspecify.annotations.Nullable;

/**
 * A move to another bed.
 *
 * @param version the version that the person saw
 * @param because why; "transferred" where not said
 */
public record Transfer(int version, String ward, String bed, @Nullable String because) {
  public Transfer {
    requireNonNull(ward, "ward is null");
    requireNonNull(bed, "bed is null");
  }

  PatientContext applyTo(PatientContext old, long now, String by) {
    return new PatientContext(
        old.patient(),
        old.version() + 1,
        old.status(),
        old.origin(),
        ward,
        bed,
        old.ageYears(),
        old.sex(),
        old.pregnant(),
        old.spo2Scale(),
        old.limits(),
        old.devices(),
        old.plan(),
        old.admitted(),
        old.discharged(),
        old.hospital(),
        ward.equals(old.ward()) ? old.earlier() : EarlierWards.after(old, now, now),
        by,
        because == null ? "transferred" : because);
  }
}
