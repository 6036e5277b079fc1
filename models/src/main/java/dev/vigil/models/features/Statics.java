package dev.vigil.models.features;

import dev.vigil.models.Sha256;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.HospitalStay;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.PatientContext.Specialty;
import org.jspecify.annotations.Nullable;

/**
 * The part of a patient's context that models may see.
 *
 * @param version of the context
 * @param admitted whole seconds since the epoch
 * @param ward code of the ward (see {@link #wardCode})
 */
record Statics(
    int version,
    boolean discharged,
    long admitted,
    @Nullable Integer ageYears,
    @Nullable Sex sex,
    @Nullable Boolean pregnant,
    long ward,
    int spo2Scale,
    HospitalStay hospital) {
  private static final double SECONDS_PER_HOUR = 3_600;
  private static final int CODE_DIGITS = 8;
  private static final int HEX = 16;

  static Statics of(PatientContext context) {
    return new Statics(
        context.version(),
        !context.isAdmitted(),
        context.admitted(),
        context.ageYears(),
        context.sex(),
        context.pregnant(),
        wardCode(context.ward()),
        context.spo2Scale(),
        context.hospital());
  }

  /** Whether a stay begins that isn't the one of an older context. */
  boolean isOtherStay(Statics older) {
    return !discharged && (older.discharged || admitted != older.admitted);
  }

  /** Whether models see another patient than by an older context of the same stay. */
  boolean changes(Statics older) {
    Statics sameVersion =
        new Statics(
            version,
            older.discharged,
            older.admitted,
            older.ageYears,
            older.sex,
            older.pregnant,
            older.ward,
            older.spo2Scale,
            older.hospital);
    return !equals(sameVersion);
  }

  /** A number for a ward's id, the same wherever it is computed: 32 bits of its SHA-256. */
  private static long wardCode(String ward) {
    return Long.parseLong(Sha256.hex(ward).substring(0, CODE_DIGITS), HEX);
  }

  /** Adds what is known at {@code now}. */
  void addTo(FeatureRow row, long now) {
    if (ageYears != null) {
      row.put(FeatureCatalogue.AGE, ageYears.doubleValue());
    }
    if (sex != null) {
      row.put(FeatureCatalogue.SEX, sex == Sex.MALE ? 1.0 : 0.0);
    }
    if (pregnant != null) {
      row.put(FeatureCatalogue.PREGNANT, pregnant ? 1.0 : 0.0);
    }
    row.put(FeatureCatalogue.WARD, (double) ward);
    row.put(FeatureCatalogue.SPO2_SCALE, (double) spo2Scale);
    if (hospital.specialty() != null) {
      row.put(FeatureCatalogue.SURGICAL, hospital.specialty() == Specialty.SURGICAL ? 1.0 : 0.0);
    }
    if (hospital.admitted() != null) {
      row.put(
          FeatureCatalogue.HOURS_BEFORE_ADMISSION,
          (admitted - hospital.admitted()) / SECONDS_PER_HOUR);
    }
    if (now >= admitted) {
      row.put(FeatureCatalogue.HOURS_SINCE_ADMISSION, (double) (now - admitted) / SECONDS_PER_HOUR);
    }
  }
}
