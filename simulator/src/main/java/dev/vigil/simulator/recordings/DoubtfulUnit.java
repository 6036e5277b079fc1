package dev.vigil.simulator.recordings;

import static java.util.Objects.requireNonNull;

/**
 * A column of a recording format whose unit is not certain.
 *
 * @param column its name in the recording
 * @param unit what its values are taken to be in, UCUM
 * @param why it is in doubt, and what speaks for the unit
 */
public record DoubtfulUnit(String column, String unit, String why) {
  public DoubtfulUnit {
    requireNonNull(column, "column is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(why, "why is null");
  }

  /** For people. */
  public String sentence() {
    return column + " is taken to be in " + unit + ": " + why + ".";
  }
}
