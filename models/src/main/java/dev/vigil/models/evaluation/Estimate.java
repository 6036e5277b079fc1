package dev.vigil.models.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A number with what resampling the patients says of its doubt.
 *
 * @param value of the patients as they are
 * @param low lower end of the 95 % interval; null where too many resamples have no such number
 * @param high upper end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Estimate(double value, @Nullable Double low, @Nullable Double high) {
  private static final double LOW = 0.025;
  private static final double HIGH = 0.975;

  /** Without so large a share of the resamples an interval would be one of the lucky ones. */
  private static final double LEAST_SHARE = 0.9;

  /**
   * The percentile interval. Source: Efron, Tibshirani: An Introduction to the Bootstrap, 1993,
   * chapter 13; quantiles interpolated.
   *
   * @param resampled NaN where a resample has no such number
   */
  static Estimate of(double value, double[] resampled) {
    double[] known = Arrays.stream(resampled).filter(Double::isFinite).sorted().toArray();
    if (known.length == 0 || known.length < LEAST_SHARE * resampled.length) {
      return new Estimate(value, null, null);
    }
    return new Estimate(value, quantile(known, LOW), quantile(known, HIGH));
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
