package dev.vigil.simulator.recordings;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * One value as it stands in the recording, plausible or not.
 *
 * @param vital id of an entry of the catalogue
 * @param value in {@code unit}
 * @param unit UCUM, as declared for the column by the format
 */
public record RecordedValue(String vital, BigDecimal value, String unit) {
  public RecordedValue {
    requireNonNull(vital, "vital is null");
    requireNonNull(value, "value is null");
    requireNonNull(unit, "unit is null");
  }
}
