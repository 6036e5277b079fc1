package dev.vigil.bench.features;

import dev.vigil.schemas.VitalSign;
import java.math.BigDecimal;
import java.util.Map;

/**
 * What the definitions of the features say of one vital sign, in steps of its precision: said again
 * here, so that both sides can't be wrong together.
 *
 * @param steps of one unit
 * @param binWidth to multiples of which quantiles of longer windows are rounded
 * @param low lowest ordinary value
 * @param high highest ordinary value
 */
record Ordinary(double steps, long binWidth, long low, long high) {
  private record Range(String low, String high) {}

  private static final Map<String, Range> RANGES =
      Map.of(
          "heart-rate", new Range("51", "90"),
          "respiratory-rate", new Range("12", "20"),
          "spo2", new Range("96", "100"),
          "body-temperature", new Range("36.1", "38.0"),
          "systolic-pressure", new Range("111", "219"),
          "mean-pressure", new Range("65", "300"));

  private static final int MOST_BINS = 256;

  static Ordinary of(VitalSign vital) {
    Range range = RANGES.get(vital.id());
    return new Ordinary(
        Math.pow(10, vital.decimals()),
        binWidth(vital.toSteps(vital.high()) - vital.toSteps(vital.low())),
        range == null ? Long.MIN_VALUE : vital.toSteps(new BigDecimal(range.low)),
        range == null ? Long.MAX_VALUE : vital.toSteps(new BigDecimal(range.high)));
  }

  /** The first of 1, 2, 5, 10, 20, 50 ... by which the range has no more bins than it may have. */
  private static long binWidth(long range) {
    long tens = 1;
    while (true) {
      for (int first : new int[] {1, 2, 5}) {
        if (first * tens * MOST_BINS >= range) {
          return first * tens;
        }
      }
      tens *= 10;
    }
  }

  long bin(long value) {
    return Math.floorDiv(value + binWidth / 2, binWidth);
  }

  boolean isOutside(long value) {
    return value < low || value > high;
  }
}
