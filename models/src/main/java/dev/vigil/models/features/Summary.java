package dev.vigil.models.features;

/** The readings of one window, summed up. Values are steps of the vital sign's precision. */
interface Summary {
  /** How many readings; all else is asked for only if there is one. */
  long count();

  /** Sums and extremes of the readings. */
  Moments moments();

  /**
   * The value at rank {@code ceil(count * quarters / 4)} of the sorted readings: quantile of type 1
   * of Hyndman and Fan, 1996, The American Statistician 50(4).
   */
  long quartile(int quarters);

  /** Share of the time outside the limits, 0 to 1. */
  double outside();

  /** The longest time without a reading, in seconds. */
  long longestGap();

  /** Share of the time that has a reading, 0 to 1. */
  double coverage();

  /** Mean absolute difference of successive values; NaN under two. */
  double meanAbsoluteDifference();
}
