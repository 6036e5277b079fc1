package dev.vigil.models.features;

import dev.vigil.schemas.VitalSign;
import java.math.BigDecimal;

/**
 * The clinically meaningful bands of a vital sign, in steps. Band {@code i} holds what is above
 * boundary {@code i - 1} and not above boundary {@code i}. To leave its band, a value has to be
 * beyond the boundary by the hysteresis, so that noise at a boundary sends no vectors.
 */
final class Bands {
  /** Of a vital sign that has had no value yet. */
  static final int UNKNOWN = -1;

  private final long[] boundaries;
  private final long hysteresis;

  private Bands(long[] boundaries, long hysteresis) {
    this.boundaries = boundaries;
    this.hysteresis = hysteresis;
  }

  static Bands of(VitalSign vital) {
    BigDecimal hysteresis = vital.bandHysteresis();
    return new Bands(
        vital.bands().stream().mapToLong(vital::toSteps).toArray(),
        hysteresis == null ? 0 : vital.toSteps(hysteresis));
  }

  /** Whether there is anything to cross. */
  boolean any() {
    return boundaries.length > 0;
  }

  /** The band after a value, given the band before it. */
  int next(int band, long value) {
    int next = Math.max(band, 0);
    long margin = band == UNKNOWN ? 0 : hysteresis;
    while (next < boundaries.length && value > boundaries[next] + margin) {
      next++;
    }
    while (next > 0 && value <= boundaries[next - 1] - margin) {
      next--;
    }
    return next;
  }
}
