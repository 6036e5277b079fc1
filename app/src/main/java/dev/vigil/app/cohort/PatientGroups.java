package dev.vigil.app.cohort;

import dev.vigil.simulator.recordings.RecordedPatient;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The groups to which a recorded patient belongs. */
final class PatientGroups {
  private static final String UNKNOWN = "unknown";
  private static final int ADULT = 18;
  private static final int MIDDLE = 45;
  private static final int OLD = 65;
  private static final int OLDEST = 80;

  private PatientGroups() {}

  /** Age band, sex and unit. */
  static SortedMap<String, String> of(RecordedPatient patient) {
    SortedMap<String, String> groups = new TreeMap<>();
    groups.put("age", age(patient.ageYears()));
    groups.put(
        "sex", patient.sex() == null ? UNKNOWN : patient.sex().name().toLowerCase(Locale.ROOT));
    groups.put("unit", patient.unit() == null ? UNKNOWN : patient.unit().name());
    return groups;
  }

  private static String age(@Nullable Integer years) {
    if (years == null) {
      return UNKNOWN;
    }
    if (years < ADULT) {
      return "under 18";
    }
    if (years < MIDDLE) {
      return "18-44";
    }
    return years < OLD ? "45-64" : years < OLDEST ? "65-79" : "80+";
  }
}
