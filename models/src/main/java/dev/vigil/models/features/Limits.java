package dev.vigil.models.features;

import dev.vigil.schemas.VitalSign;
import java.math.BigDecimal;
import java.util.Map;

/**
 * What is ordinary in an adult, in steps. Not the limits of a ward or a patient, which raise alarms
 * and change: a feature has to mean the same for all patients that a model learns from.
 *
 * @param low lowest ordinary value
 * @param high highest ordinary value
 */
record Limits(long low, long high) {
  /** Of a vital sign for which no source draws a line. */
  static final Limits NONE = new Limits(Long.MIN_VALUE, Long.MAX_VALUE);

  private record Range(String low, String high, String source) {}

  private static final String NEWS2 =
      "band of score 0 in NEWS2, Royal College of Physicians 2017, chart 1";
  private static final Map<String, Range> RANGES =
      Map.of(
          "heart-rate", new Range("51", "90", NEWS2),
          "respiratory-rate", new Range("12", "20", NEWS2),
          "spo2", new Range("96", "100", NEWS2 + ", scale 1"),
          "body-temperature", new Range("36.1", "38.0", NEWS2),
          "systolic-pressure", new Range("111", "219", NEWS2),
          "mean-pressure", new Range("65", "300", "Surviving Sepsis Campaign 2021, target of 65"),
          "interstitial-glucose",
              new Range("70", "180", "International Consensus on Time in Range, 2019"));

  static Limits of(VitalSign vital) {
    Range range = RANGES.get(vital.id());
    return range == null
        ? NONE
        : new Limits(
            vital.toSteps(new BigDecimal(range.low)), vital.toSteps(new BigDecimal(range.high)));
  }

  /** The limits of a vital sign that has any, with their source. */
  static String text(VitalSign vital) {
    Range range = RANGES.get(vital.id());
    if (range == null) {
      throw new IllegalArgumentException(vital.id() + " has no limits");
    }
    return range.low + ".." + range.high + " " + vital.unit() + " (" + range.source + ")";
  }

  boolean any() {
    return !equals(NONE);
  }

  boolean isOutside(long value) {
    return value < low || value > high;
  }
}
