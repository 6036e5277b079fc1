package dev.vigil.bench.paired;

/**
 * What is asked of a measure: that the bad end of its interval lies within bounds.
 *
 * @param low {@link Double#NEGATIVE_INFINITY} for none
 * @param high {@link Double#POSITIVE_INFINITY} for none
 */
public record Target(double low, double high) {
  public Target {
    if (!(low <= high) || (Double.isInfinite(low) && Double.isInfinite(high))) {
      throw new IllegalArgumentException(
          "target from " + low + " to " + high + ", expected rising and one of them finite");
    }
  }

  public static Target atLeast(double value) {
    return new Target(value, Double.POSITIVE_INFINITY);
  }

  public static Target atMost(double value) {
    return new Target(Double.NEGATIVE_INFINITY, value);
  }

  /** Whether all of the interval lies within. */
  public boolean isMetBy(Interval ci95) {
    return low <= ci95.low() && ci95.high() <= high;
  }

  /** Such as {@code at least 30.0}. */
  @Override
  public String toString() {
    if (Double.isInfinite(high)) {
      return "at least " + low;
    }
    return Double.isInfinite(low) ? "at most " + high : low + " to " + high;
  }
}
