package dev.vigil.bench.features;

import java.math.BigInteger;

/** Exact sums over readings, and what is computed of them. */
final class Sums {
  private static final double SECONDS_PER_HOUR = 3_600;

  private long n;
  private long v;
  private long t;
  private long vv;
  private long tv;
  private long tt;

  void add(long time, long value) {
    n++;
    v += value;
    t += time;
    vv += value * value;
    tv += time * value;
    tt += time * time;
  }

  double mean(double steps) {
    return v / (n * steps);
  }

  double sd(double steps) {
    return Math.sqrt(difference(n, vv, v, v) / ((double) n * (n - 1))) / steps;
  }

  double slope(double steps) {
    return difference(n, tv, t, v) / difference(n, tt, t, t) * SECONDS_PER_HOUR / steps;
  }

  /** {@code a * b - c * d} of numbers that are not negative, in 128 bits where 64 are too few. */
  private static double difference(long a, long b, long c, long d) {
    if (Math.multiplyHigh(a, b) == 0 && Math.multiplyHigh(c, d) == 0 && a * b >= 0 && c * d >= 0) {
      return a * b - c * d;
    }
    return BigInteger.valueOf(a)
        .multiply(BigInteger.valueOf(b))
        .subtract(BigInteger.valueOf(c).multiply(BigInteger.valueOf(d)))
        .doubleValue();
  }
}
