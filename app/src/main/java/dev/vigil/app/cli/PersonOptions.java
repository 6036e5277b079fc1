package dev.vigil.app.cli;

import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.PatientContext.HospitalStay;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.PatientContext.Specialty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the scores have to know of a person; what isn't given isn't known, or stays as it is. */
final class PersonOptions {
  @Option(names = "--age", paramLabel = "YEARS", description = "Age in whole years.")
  @Nullable Integer age;

  @Option(names = "--sex", paramLabel = "SEX", description = "One of ${COMPLETION-CANDIDATES}.")
  @Nullable Sex sex;

  @Option(
      names = "--pregnant",
      negatable = true,
      description = "Pregnant, or --no-pregnant. NEWS2 is not made for pregnancy.")
  @Nullable Boolean pregnant;

  @Option(
      names = "--spo2-scale",
      paramLabel = "1|2",
      description = "NEWS2's saturation scale; 2 only by a prescriber's decision.")
  @Nullable Integer spo2Scale;

  @Option(
      names = "--specialty",
      paramLabel = "SPECIALTY",
      description = "Of the ward: ${COMPLETION-CANDIDATES}; some trained models ask for it.")
  @Nullable Specialty specialty;

  @Option(
      names = "--in-hospital-since",
      paramLabel = "TIME",
      converter = InstantOption.class,
      description =
          "Admission to the hospital, such as 2026-03-01T10:00:00Z; some trained models ask for"
              + " it.")
  @Nullable Instant inHospitalSince;

  /** What is known of the stay in the hospital now, if anything is new. */
  @Nullable HospitalStay hospital(HospitalStay before) {
    if (specialty == null && inHospitalSince == null) {
      return null;
    }
    return new HospitalStay(
        specialty == null ? before.specialty() : specialty,
        inHospitalSince == null ? before.admitted() : (Long) inHospitalSince.getEpochSecond());
  }

  /** The scale, checked. */
  @Nullable Integer spo2Scale() {
    if (spo2Scale != null && spo2Scale != 1 && spo2Scale != 2) {
      throw VigilException.usage("--spo2-scale is " + spo2Scale + ", expected 1 or 2.");
    }
    return spo2Scale;
  }

  boolean isEmpty() {
    return age == null
        && sex == null
        && pregnant == null
        && spo2Scale == null
        && specialty == null
        && inHospitalSince == null;
  }
}
