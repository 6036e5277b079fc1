package dev.vigil.bench.features;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.features.Statistic;
import dev.vigil.schemas.FeatureVector;
import java.util.EnumSet;
import java.util.Set;

/** When two ways have computed the same. */
final class Agreement {
  private static final double TOLERANCE = 1e-9;
  private static final Set<Statistic> EXACT =
      EnumSet.of(
          Statistic.COUNT,
          Statistic.MIN,
          Statistic.MAX,
          Statistic.LOWER_QUARTILE,
          Statistic.MEDIAN,
          Statistic.UPPER_QUARTILE);

  private Agreement() {}

  /** Statistics by ordinal: readings of the window themselves exactly, the rest to 1e-9. */
  static boolean ofStatistics(double[] one, double[] other) {
    for (Statistic statistic : Statistic.values()) {
      double left = one[statistic.ordinal()];
      double right = other[statistic.ordinal()];
      boolean same =
          EXACT.contains(statistic) ? Double.compare(left, right) == 0 : isClose(left, right);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** Vectors with the same features, to 1e-9. */
  static boolean ofVectors(FeatureVector one, FeatureVector other) {
    return one.patient().equals(other.patient())
        && one.definitions().equals(other.definitions())
        && one.measuredEnd() == other.measuredEnd()
        && one.known() == other.known()
        && one.values().keySet().equals(other.values().keySet())
        && one.values().entrySet().stream()
            .allMatch(e -> isClose(e.getValue(), requireNonNull(other.values().get(e.getKey()))));
  }

  private static boolean isClose(double left, double right) {
    return Double.compare(left, right) == 0
        || Math.abs(left - right) <= TOLERANCE * Math.max(1, Math.abs(left));
  }
}
