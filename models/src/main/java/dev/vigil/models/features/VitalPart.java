package dev.vigil.models.features;

/**
 * A piece of what is kept of one vital sign, in the size that one reading has to touch: the {@link
 * RecentReadings}, one {@link QuarterBlock} for each two hours of the last day, the {@link
 * Baseline} and the {@link Stay}.
 */
public sealed interface VitalPart permits RecentReadings, QuarterBlock, Baseline, Stay {
  /** Another one that says the same; a change of one is none of the other. */
  VitalPart copy();

  /**
   * What it says now, whatever becomes of the vital sign: itself, as what is kept is not changed
   * but replaced. So a snapshot of a whole patient costs what the last readings touched.
   */
  default VitalPart snapshot() {
    return this;
  }
}
