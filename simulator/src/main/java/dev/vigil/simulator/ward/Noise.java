package dev.vigil.simulator.ward;

/**
 * Noise that can be asked for at any second without having run through the ones before: every draw
 * is a hash of where it belongs. So a ward that was stopped goes on as if it had never been.
 */
final class Noise {
  /** The golden ratio in 64 bits, the increment of SplitMix64. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static final int SECONDS_PER_KNOT = 10;

  /** Correlation from knot to knot; a time constant of two minutes. */
  private static final double KEEP = StrictMath.exp(-SECONDS_PER_KNOT / 120.0);

  /** Innovations older than this many knots weigh under 0.5 % and are left out. */
  private static final int KNOTS = 64;

  private static final double INNOVATION = StrictMath.sqrt(1 - KEEP * KEEP);

  private final long key;

  private Noise(long key) {
    this.key = key;
  }

  static Noise of(long seed) {
    return new Noise(mix(seed));
  }

  /** Independent noise for a part of the whole. */
  Noise child(long part) {
    return new Noise(mix(key + GOLDEN * (part + 1)));
  }

  /** Evenly spread over 0 (inclusive) to 1 (exclusive). */
  double uniform(long at) {
    return (hash(at) >>> 11) * 0x1p-53;
  }

  /**
   * White noise of mean 0 and standard deviation 1: the sum of four even draws, so close to normal
   * and never beyond 3.5.
   */
  double white(long at) {
    long bits = hash(at);
    long sum =
        (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48 & 0xFFFF);
    return (sum / 65536.0 - 2) * 1.7320508;
  }

  /**
   * Slow noise of mean 0 and standard deviation about 1: a first-order autoregressive process with
   * a time constant of two minutes, on knots ten seconds apart and straight between them.
   */
  double slow(long second) {
    long knot = Math.floorDiv(second, SECONDS_PER_KNOT);
    double between = Math.floorMod(second, SECONDS_PER_KNOT) / (double) SECONDS_PER_KNOT;
    return knot(knot) * (1 - between) + knot(knot + 1) * between;
  }

  private double knot(long knot) {
    double sum = 0;
    for (int age = KNOTS - 1; age >= 0; age--) {
      sum = sum * KEEP + white(knot - age);
    }
    return sum * INNOVATION;
  }

  private long hash(long at) {
    return mix(key ^ mix(at + GOLDEN));
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable PRNGs, OOPSLA 2014). */
  private static long mix(long value) {
    long z = value + GOLDEN;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
