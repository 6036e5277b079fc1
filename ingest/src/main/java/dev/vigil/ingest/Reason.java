package dev.vigil.ingest;

import java.util.Locale;

/**
 * Why a reading was not accepted. Those that {@link #isRefusal()} are about Vigil and pass: the
 * sender comes back with the same reading. The others are about the reading and stay.
 */
public enum Reason {
  // The message or element itself
  MALFORMED,
  TOO_MANY_READINGS,
  NOT_A_READING,
  UNKNOWN_FIELD,
  DUPLICATE_FIELD,
  WRONG_TYPE,
  MISSING_FIELD,
  BAD_TEXT,
  // Whose it is
  UNKNOWN_PATIENT,
  PATIENT_DISCHARGED,
  UNKNOWN_DEVICE,
  DEVICE_AMBIGUOUS,
  DEVICE_MISMATCH,
  OBSERVER_MISSING,
  // What it is
  UNKNOWN_VITAL,
  LOINC_MISMATCH,
  UNKNOWN_UNIT,
  UNIT_MISMATCH,
  EMPTY_VALUE,
  SENTINEL,
  IMPLAUSIBLE,
  UNKNOWN_CODE,
  UNKNOWN_STATUS,
  BAD_VERSION,
  // When it is
  TIME_WITHOUT_OFFSET,
  TIME_MALFORMED,
  TIME_IMPLAUSIBLE,
  // Refusals: about Vigil, not about the reading
  PATIENTS_NOT_READ,
  NO_TICK,
  LOG_UNAVAILABLE,
  OVERLOADED,
  INTERNAL;

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /**
   * The code that stands in answers, metrics and {@code vigil.rejected}, such as {@code no-tick}.
   */
  public String code() {
    return code;
  }

  /** Whether the same reading may well be accepted later. */
  public boolean isRefusal() {
    return compareTo(PATIENTS_NOT_READ) >= 0;
  }
}
