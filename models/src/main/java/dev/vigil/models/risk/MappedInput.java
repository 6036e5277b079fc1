package dev.vigil.models.risk;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One input of a model that was trained elsewhere: which feature it is, and in which unit the model
 * knows it. What the model sees is {@code scale * feature + offset}.
 *
 * @param name what the model calls it
 * @param feature name of the feature
 * @param scale the model's units per unit of the feature; not 0
 * @param offset in the model's unit
 * @param unknown what an unknown value counts as, in the model's unit; null hands it on as NaN
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MappedInput(
    String name, String feature, double scale, double offset, @Nullable Double unknown) {
  public MappedInput {
    requireNonNull(name, "name is null");
    requireNonNull(feature, "feature is null");
    if (!Double.isFinite(scale) || scale == 0 || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "input "
              + name
              + " is "
              + scale
              + " * feature + "
              + offset
              + ", expected finite numbers"
              + " and a scale other than 0");
    }
    if (unknown != null && !Double.isFinite(unknown)) {
      throw new IllegalArgumentException(
          "input " + name + " counts as " + unknown + " where unknown, expected a finite number");
    }
  }

  /** Whether the model sees the feature as it is, unknown values too. */
  boolean isPlain() {
    return scale == 1 && offset == 0 && unknown == null;
  }

  /**
   * What the model sees.
   *
   * @param value of the feature, NaN where unknown
   */
  double seen(double value) {
    if (Double.isNaN(value)) {
      return unknown == null ? Double.NaN : unknown;
    }
    return scale * value + offset;
  }
}
