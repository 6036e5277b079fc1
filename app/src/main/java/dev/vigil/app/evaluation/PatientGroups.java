package dev.vigil.app.evaluation;

import dev.vigil.simulator.recordings.RecordedPatient;
import java.math.BigDecimal;
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
        "sex",
        patient.sex() == null ? UNKNOWN + " sex" : patient.sex().name().toLowerCase(Locale.ROOT));
    groups.put("unit", unit(patient.admin()));
    return groups;
  }

  private static String age(@Nullable Integer years) {
    if (years == null) {
      return UNKNOWN + " age";
    }
    if (years < ADULT) {
      return "under 18";
    }
    if (years < MIDDLE) {
      return "18-44";
    }
    return years < OLD ? "45-64" : years < OLDEST ? "65-79" : "80+";
  }

  /** Source: PhysioNet Challenge 2019, columns Unit1 (medical ICU) and Unit2 (surgical ICU). */
  private static String unit(SortedMap<String, BigDecimal> admin) {
    if (isOne(admin.get("Unit1"))) {
      return "MICU";
    }
    return isOne(admin.get("Unit2")) ? "SICU" : UNKNOWN + " unit";
  }

  private static boolean isOne(@Nullable BigDecimal flag) {
    return flag != null && flag.compareTo(BigDecimal.ONE) == 0;
  }
}
