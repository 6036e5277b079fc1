package dev.vigil.bench.monitor;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A monitor that sends 8 vital signs of an ordinary patient every second. The values wander, but
 * never into another band: a vector is due by the interval alone.
 */
public final class EightVitals {
  /** 2026-01-01T00:00:00Z. */
  public static final long START = 1_767_225_600L;

  private static final List<Range> RANGES =
      List.of(
          new Range("heart-rate", "60", "88"),
          new Range("spo2", "95.5", "99"),
          new Range("respiratory-rate", "12", "19"),
          new Range("body-temperature", "36.2", "37.8"),
          new Range("systolic-pressure", "112", "160"),
          new Range("mean-pressure", "70", "100"),
          new Range("diastolic-pressure", "55", "90"),
          new Range("etco2", "30", "45"));

  /** In the order of a record. */
  public static final List<VitalSign> VITALS = RANGES.stream().map(Range::vital).toList();

  private EightVitals() {}

  /** What the patient's monitor measures in that second, and sends at once. */
  public static Readings at(String patient, long second) {
    List<Reading> readings = new ArrayList<>(RANGES.size());
    for (int vital = 0; vital < RANGES.size(); vital++) {
      readings.add(reading(patient, vital, second));
    }
    return new Readings(patient, second, "bench", readings);
  }

  /**
   * One reading of it.
   *
   * @param vital index in {@link #VITALS}
   */
  public static Reading reading(String patient, int vital, long second) {
    Range range = RANGES.get(vital);
    long seed = ((long) patient.hashCode() << Integer.SIZE) + second * RANGES.size() + vital;
    // A share of the range without a division, which would cost a seventh of what is measured.
    long share = ((mix(seed) >>> Integer.SIZE) * range.span()) >>> Integer.SIZE;
    long value = range.low() + share;
    return Reading.of(range.vital().id(), "bench-monitor", second, value);
  }

  /** The finalizer of MurmurHash3 (A. Appleby, public domain): as good as random, yet the same. */
  private static long mix(long z) {
    long once = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    long twice = (once ^ (once >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return twice ^ (twice >>> 33);
  }

  private record Range(VitalSign vital, long low, long span) {
    Range(String vital, String low, String high) {
      this(VitalSigns.catalogue().get(vital), new BigDecimal(low), new BigDecimal(high));
    }

    private Range(VitalSign vital, BigDecimal low, BigDecimal high) {
      this(vital, vital.toSteps(low), vital.toSteps(high) - vital.toSteps(low) + 1);
    }
  }
}
