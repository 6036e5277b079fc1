package dev.vigil.models.scores;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/**
 * One line of a scoring chart: which range of a vital sign's values gets how many points. A value
 * is first rounded to the precision the chart is printed in, half up, as a monitor shows it: the
 * chart has nothing between 8 and 9 breaths.
 *
 * @param vital id of the vital sign
 * @param decimals that the chart is printed with; {@link #EXACT} where it is an inequality
 * @param maxAgeSeconds how old a value may be to count as known, see {@link Freshness}
 * @param bands rising; the last one has no upper end
 */
record Chart(String vital, int decimals, long maxAgeSeconds, List<Band> bands) {
  /** The value is looked up as it is: 31.6 is below 32. */
  static final int EXACT = Integer.MAX_VALUE;

  /**
   * @param upTo the highest value of the band
   * @param points what it gets
   */
  record Band(double upTo, int points) {}

  Chart {
    requireNonNull(vital, "vital is null");
    bands = List.copyOf(bands);
  }

  /** Of an observation, from pairs of highest value and points, and the points of all above. */
  static Chart of(String vital, int decimals, double[][] pairs, int above) {
    return new Chart(
        vital,
        decimals,
        Freshness.OBSERVATION_SECONDS,
        Stream.concat(
                Stream.of(pairs).map(pair -> new Band(pair[0], (int) pair[1])),
                Stream.of(new Band(Double.POSITIVE_INFINITY, above)))
            .toList());
  }

  /** The same chart of a laboratory value. */
  Chart ofLaboratory() {
    return new Chart(vital, decimals, Freshness.LABORATORY_SECONDS, bands);
  }

  int points(double value) {
    double shown = shown(value);
    for (Band band : bands) {
      if (shown <= band.upTo()) {
        return band.points();
      }
    }
    throw new IllegalStateException("the chart of " + vital + " ends");
  }

  private double shown(double value) {
    return decimals == EXACT
        ? value
        : BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue();
  }

  /** The highest value that is below a limit. */
  static double below(double limit) {
    return Math.nextDown(limit);
  }

  Points any() {
    return new Points(
        bands.stream().mapToInt(Band::points).min().orElse(0),
        bands.stream().mapToInt(Band::points).max().orElse(0));
  }

  /** The points that are possible. */
  record Points(int low, int high) {
    static Points of(int known) {
      return new Points(known, known);
    }

    Points plus(Points other) {
      return new Points(low + other.low, high + other.high);
    }

    Points or(Points other) {
      return new Points(Math.min(low, other.low), Math.max(high, other.high));
    }
  }
}
