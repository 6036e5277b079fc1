package dev.vigil.models.linear;

import static java.util.Objects.requireNonNull;

/**
 * One input of a linear model: a feature, how it is standardised, and whether its absence is an
 * input too. All terms are distances from what is usual in the training data, so a contribution
 * says what sets this patient apart.
 *
 * @param feature name of the feature
 * @param centre median of the training data, in the feature's unit; what an unknown value counts as
 * @param scale standard deviation of the training data, in the feature's unit
 * @param missingShare share of training rows in which it is unknown, if the model looks at that too
 *     (its indicator); else 0
 */
public record Input(String feature, double centre, double scale, double missingShare) {
  /** Ending of an indicator's name. */
  static final String MISSING = ".missing";

  public Input {
    requireNonNull(feature, "feature is null");
    if (!Double.isFinite(centre) || !Double.isFinite(scale) || scale <= 0) {
      throw new IllegalArgumentException(
          "input " + feature + " has no finite centre or no positive scale");
    }
    if (!(missingShare >= 0 && missingShare < 1)) {
      throw new IllegalArgumentException(
          "input " + feature + " is missing in " + missingShare + " of all rows, expected below 1");
    }
  }

  /** The indicator's name. */
  String missing() {
    return feature + MISSING;
  }

  boolean hasIndicator() {
    return missingShare > 0;
  }

  /** The standardised value, within ±{@code clip}; NaN (unknown) becomes 0, the centre. */
  double standardise(double value, double clip) {
    return Double.isNaN(value) ? 0 : clipped((value - centre) / scale, clip);
  }

  /** The standardised indicator of the value being unknown, within ±{@code clip}. */
  double indicator(boolean unknown, double clip) {
    if (!hasIndicator()) {
      return 0;
    }
    double deviation = Math.sqrt(missingShare * (1 - missingShare));
    return clipped(((unknown ? 1 : 0) - missingShare) / deviation, clip);
  }

  private static double clipped(double standardised, double clip) {
    return Math.max(-clip, Math.min(clip, standardised));
  }
}
