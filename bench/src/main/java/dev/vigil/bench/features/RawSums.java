package dev.vigil.bench.features;

import dev.vigil.models.features.Statistic;
import java.math.BigInteger;
import java.util.Map;
import java.util.SortedMap;

/** Exact sums over readings, and the six statistics of them. */
final class RawSums {
  private static final double SECONDS_PER_HOUR = 3_600;

  private long n;
  private long v;
  private long t;
  private long vv;
  private long tv;
  private long tt;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  void add(long time, long value) {
    n++;
    v += value;
    t += time;
    vv += value * value;
    tv += time * value;
    tt += time * time;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  void addTo(SortedMap<String, Double> features, Map<Statistic, String> names, double steps) {
    if (n > 0) {
      names.forEach(
          (statistic, name) -> {
            double value = of(statistic, steps);
            if (Double.isFinite(value)) {
              features.put(name, value);
            }
          });
    }
  }

  private double of(Statistic statistic, double steps) {
    double count = (double) n;
    return switch (statistic) {
      case COUNT -> count;
      case MEAN -> v / (count * steps);
      case SD -> Math.sqrt(difference(n, vv, v, v) / (count * (count - 1))) / steps;
      case MIN -> min / steps;
      case MAX -> max / steps;
      case SLOPE -> difference(n, tv, t, v) / difference(n, tt, t, t) * SECONDS_PER_HOUR / steps;
    };
  }

  /** {@code a * b - c * d}, which 64 bits don't always hold, rounded once. */
  private static double difference(long a, long b, long c, long d) {
    return BigInteger.valueOf(a)
        .multiply(BigInteger.valueOf(b))
        .subtract(BigInteger.valueOf(c).multiply(BigInteger.valueOf(d)))
        .doubleValue();
  }
}
