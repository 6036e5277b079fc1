package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One value of one vital sign of one patient from one sensor, measured at one second. Its identity
 * is (patient, vital, sensor, measured); the patient stands in the enclosing {@link Readings}.
 *
 * @param vital id of an entry of the catalogue {@link VitalSigns}
 * @param sensor id of the sensor, {@value #MANUAL} for an observation by a person
 * @param measured by the device's clock, whole seconds since the epoch
 * @param value in steps of the vital sign's precision, in its canonical unit (see {@link
 *     VitalSign#toDecimal}); 0 and without meaning where {@code status} is withdrawn
 * @param status whether it stands, corrects an earlier one or withdraws it
 * @param version 1 for the original, rising with each correction or withdrawal
 * @param by who observed it, for an observation by a person
 */
public record Reading(
    String vital,
    String sensor,
    long measured,
    long value,
    Status status,
    int version,
    @Nullable String by) {

  /** The sensor of an observation by a person. */
  public static final String MANUAL = "manual";

  /** FHIR's words for what became of a reading, as far as Vigil needs them. */
  public enum Status {
    FINAL,
    CORRECTED,
    WITHDRAWN;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
      return wireName;
    }

    /** The status with this wire name, or null if there is none. */
    public static @Nullable Status ofWireName(String wireName) {
      for (Status status : values()) {
        if (status.wireName.equals(wireName)) {
          return status;
        }
      }
      return null;
    }
  }

  public Reading {
    requireNonNull(vital, "vital is null");
    requireNonNull(sensor, "sensor is null");
    EpochSeconds.require(measured, "measured");
    requireNonNull(status, "status is null");
    if (version < 1) {
      throw new IllegalArgumentException("version " + version + " is below 1");
    }
    if (status == Status.WITHDRAWN) {
      value = 0;
    }
  }

  /** An original reading of a device. */
  public static Reading of(String vital, String sensor, long measured, long value) {
    return new Reading(vital, sensor, measured, value, Status.FINAL, 1, null);
  }
}
