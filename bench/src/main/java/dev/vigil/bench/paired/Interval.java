package dev.vigil.bench.paired;

/** A closed interval, such as one that holds the true value with 95 % confidence. */
public record Interval(double low, double high) {
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "interval from " + low + " to " + high + ", expected rising");
    }
  }

  /** Whether the value lies in it; its ends do. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
