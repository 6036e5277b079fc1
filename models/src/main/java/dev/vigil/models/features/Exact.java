package dev.vigil.models.features;

import java.math.BigInteger;

/** Integer arithmetic that is exact where 64 bits are too few. */
final class Exact {
  private Exact() {}

  /** {@code a * b - c * d}, computed exactly and then rounded once to the nearest double. */
  static double difference(long a, long b, long c, long d) {
    long first = a * b;
    long second = c * d;
    long result = first - second;
    boolean fits =
        Math.multiplyHigh(a, b) == first >> 63
            && Math.multiplyHigh(c, d) == second >> 63
            && ((first ^ second) & (first ^ result)) >= 0;
    return fits ? (double) result : wideDifference(a, b, c, d);
  }

  private static double wideDifference(long a, long b, long c, long d) {
    return BigInteger.valueOf(a)
        .multiply(BigInteger.valueOf(b))
        .subtract(BigInteger.valueOf(c).multiply(BigInteger.valueOf(d)))
        .doubleValue();
  }
}
