package dev.vigil.models.forecast;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.risk.Predictor;

/**
 * A predicted change with an interval around it, wider where changes are harder to tell: locally
 * weighted conformal prediction. Source: Lei, G'Sell, Rinaldo, Tibshirani, Wasserman:
 * Distribution-Free Predictive Inference for Regression, JASA 113:1094-1111, 2018, section 5.2.
 *
 * @param centre predicts the change, in the vital sign's unit
 * @param spread predicts by how much {@code centre} is wrong, in the same unit
 * @param leastSpread that {@code spread} counts as at least
 * @param factor the quantile of errors over spreads: half the width is so many spreads
 */
public record IntervalPredictor(
    Predictor centre, Predictor spread, double leastSpread, double factor) {
  public IntervalPredictor {
    requireNonNull(centre, "centre is null");
    requireNonNull(spread, "spread is null");
    if (!centre.inputs().equals(spread.inputs())) {
      throw new IllegalArgumentException("centre and spread have other inputs, expected the same");
    }
    if (!(leastSpread > 0 && factor >= 0) || Double.isInfinite(leastSpread * factor)) {
      throw new IllegalArgumentException(
          "least spread is %s and factor %s, expected finite numbers above 0"
              .formatted(leastSpread, factor));
    }
  }

  /** The expected size of the error of {@code centre}, in its unit. */
  public double spreadAt(double[] row) {
    return Math.max(leastSpread, spread.margin(row));
  }

  /** Half the width of the interval, in the vital sign's unit. */
  public double halfWidth(double[] row) {
    return factor * spreadAt(row);
  }
}
