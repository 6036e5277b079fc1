package dev.vigil.models.features;

import org.jspecify.annotations.Nullable;

/**
 * A candidate for a vital sign's latest value.
 *
 * @param value in steps
 */
record Latest(long measured, String sensor, long value) {
  /** The one measured later; of the same second, the one whose sensor's name comes last. */
  static @Nullable Latest later(@Nullable Latest one, @Nullable Latest other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    int order = Long.compare(one.measured, other.measured);
    if (order == 0) {
      order = one.sensor.compareTo(other.sensor);
    }
    return order >= 0 ? one : other;
  }
}
