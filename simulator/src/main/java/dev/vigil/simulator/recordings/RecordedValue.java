package dev.vigil.simulator.recordings;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * One value as it stands in the recording, plausible or not.
 *
 * @param vital id of an entry of the catalogue
 * @param value in {@code unit}
 * @param unit UCUM, as declared for the column by the format
 * @param sensor what it was measured with, as far as the recording says
 */
public record RecordedValue(String vital, BigDecimal value, String unit, String sensor) {
  /** The sensor of what doesn't say with what it was measured. */
  public static final String SENSOR = "recording";

  public RecordedValue {
    requireNonNull(vital, "vital is null");
    requireNonNull(value, "value is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(sensor, "sensor is null");
  }

  /** A value that doesn't say with what it was measured. */
  public RecordedValue(String vital, BigDecimal value, String unit) {
    this(vital, value, unit, SENSOR);
  }
}
