package dev.vigil.models.features;

import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSign.Kind;
import java.math.BigDecimal;

/**
 * How the values of one vital sign are weighed, in steps of its precision.
 *
 * @param steps how many steps the canonical unit has, a power of ten
 * @param binWidth width of the bins of its histograms: the plausible range in at most 256 bins,
 *     rounded up to 1, 2 or 5 times a power of ten
 * @param bands its clinically meaningful bands
 * @param limits what is ordinary, or {@link Limits#NONE}
 * @param hasBaseline whether it is compared with what is usual for the patient
 * @param hasStay whether its whole stay is summed up
 */
record Scale(
    double steps, long binWidth, Bands bands, Limits limits, boolean hasBaseline, boolean hasStay) {
  private static final int MOST_BINS = 256;
  private static final long[] ROUND = {1, 2, 5, 10};

  static Scale of(VitalSign vital) {
    return new Scale(
        Math.pow(10, vital.decimals()),
        binWidth(vital),
        Bands.of(vital),
        Limits.of(vital),
        vital.kind() == Kind.VITAL,
        vital.kind() == Kind.VITAL || vital.kind() == Kind.LAB);
  }

  /** The bin of a value. */
  int bin(long value) {
    return Histogram.bin(value, binWidth);
  }

  private static long binWidth(VitalSign vital) {
    BigDecimal range = vital.high().subtract(vital.low());
    long least = Math.max(1, -Math.floorDiv(-vital.toSteps(range), MOST_BINS));
    long tens = 1;
    while (tens * 10 < least) {
      tens *= 10;
    }
    for (long round : ROUND) {
      if (round * tens >= least) {
        return round * tens;
      }
    }
    throw new IllegalStateException("no round width of bins for " + vital.id());
  }
}
