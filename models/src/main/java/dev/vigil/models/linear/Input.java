package dev.vigil.models.linear;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

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
 * @param codes of a coded observation the share of each code in the known training rows, from code
 *     0 on: whether it is that code is then the input, for codes have no order; empty of a
 *     measurement
 */
public record Input(
    String feature,
    double centre,
    double scale,
    double missingShare,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> codes) {
  /** Ending of an indicator's name. */
  static final String MISSING = ".missing";

  public Input {
    requireNonNull(feature, "feature is null");
    codes = codes == null ? List.of() : List.copyOf(codes);
    if (!Double.isFinite(centre) || !Double.isFinite(scale) || scale <= 0) {
      throw new IllegalArgumentException(
          "input " + feature + " has no finite centre or no positive scale");
    }
    if (!(missingShare >= 0 && missingShare < 1)) {
      throw new IllegalArgumentException(
          "input " + feature + " is missing in " + missingShare + " of all rows, expected below 1");
    }
  }

  /** A measurement. */
  public Input(String feature, double centre, double scale, double missingShare) {
    this(feature, centre, scale, missingShare, List.of());
  }

  boolean isCoded() {
    return !codes.isEmpty();
  }

  /** Name of the term that says whether it is a code. */
  String code(int code) {
    return feature + '=' + code;
  }

  /**
   * Whether a known value is a code, standardised and within ±{@code clip}; 0 where no training
   * row, or every one, was of that code.
   */
  double isCode(int code, double value, double clip) {
    double share = codes.get(code);
    double deviation = Math.sqrt(share * (1 - share));
    return deviation > 0 ? clipped(((value == code ? 1 : 0) - share) / deviation, clip) : 0;
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
