package dev.vigil.dashboard.burden;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.EarlierWard;
import dev.vigil.schemas.PatientContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a patient was in a ward, whole seconds since the epoch.
 *
 * @param from inclusive
 * @param until exclusive; null while the patient is there
 */
public record Stay(String ward, long from, @Nullable Long until) {
  public Stay {
    requireNonNull(ward, "ward is null");
  }

  /** All of a patient of the last days: one who was moved was in several wards. */
  public static List<Stay> of(PatientContext patient) {
    List<Stay> stays = new ArrayList<>();
    for (EarlierWard before : patient.earlier()) {
      stays.add(new Stay(before.ward(), before.from(), before.until()));
    }
    stays.add(new Stay(patient.ward(), patient.wardSince(), patient.discharged()));
    return stays;
  }

  /** Seconds of it in a stretch. */
  long within(long begin, long end) {
    long last = until == null ? end : Math.min(until, end);
    return Math.max(0, last - Math.max(from, begin));
  }
}
