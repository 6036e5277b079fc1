package dev.vigil.models.features;

/**
 * A piece of what is kept of one vital sign, in the size that one reading has to touch: the {@link
 * RecentReadings}, one {@link QuarterBlock} for each two hours of the last day, the {@link
 * Baseline} and the {@link Stay}.
 */
public sealed interface VitalPart permits RecentReadings, QuarterBlock, Baseline, Stay {
  /** A deep copy. */
  VitalPart copy();
}
