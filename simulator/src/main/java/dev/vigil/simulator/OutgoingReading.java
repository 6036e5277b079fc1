package dev.vigil.simulator;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One reading as a sender gives it to a gateway, before intake has judged it: it may have any value
 * and any unit.
 *
 * @param patient pseudonymous id; null where the gateway is to find the patient by {@code device}
 * @param device id of the device; null where {@code patient} is given
 * @param vital id of an entry of the catalogue
 * @param value in {@code unit}; of a coded observation the code's whole number
 * @param unit UCUM, case-sensitive
 * @param measured whole seconds since the epoch
 * @param sensor id of the sensor; null for the gateway's default, the device
 * @param by who observed it, needed where the sensor is {@code manual}
 */
public record OutgoingReading(
    @Nullable String patient,
    @Nullable String device,
    String vital,
    BigDecimal value,
    String unit,
    long measured,
    @Nullable String sensor,
    @Nullable String by) {

  public OutgoingReading {
    if ((patient == null) == (device == null)) {
      throw new IllegalArgumentException("expected either a patient or a device");
    }
    requireNonNull(vital, "vital is null");
    requireNonNull(value, "value is null");
    requireNonNull(unit, "unit is null");
  }

  /** A reading whose patient the gateway finds by the device. */
  public static OutgoingReading ofDevice(
      String device, String vital, BigDecimal value, String unit, long measured) {
    requireNonNull(device, "device is null");
    return new OutgoingReading(null, device, vital, value, unit, measured, null, null);
  }

  /** A reading that names its patient. */
  public static OutgoingReading ofPatient(
      String patient, String vital, BigDecimal value, String unit, long measured, String sensor) {
    requireNonNull(patient, "patient is null");
    requireNonNull(sensor, "sensor is null");
    return new OutgoingReading(patient, null, vital, value, unit, measured, sensor, null);
  }
}
