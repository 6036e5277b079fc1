package dev.vigil.models.training.forecast;

import java.util.Arrays;

/**
 * Quantiles of split-conformal prediction. Source: Lei, G'Sell, Rinaldo, Tibshirani, Wasserman:
 * Distribution-Free Predictive Inference for Regression, JASA 113:1094-1111, 2018, algorithm 2.
 */
final class Conformal {
  private Conformal() {}

  /**
   * The size that an error exceeds with a probability of at most 1 - {@code level}, if it is
   * exchangeable with the given: the ceil((n + 1) level)-th smallest of n. Errors of one subject
   * are not exchangeable with those of another, so what the interval covers has to be measured on
   * subjects unseen.
   *
   * @param sizes of errors of predictions that had not seen their rows
   * @throws IllegalArgumentException if there are too few for the level
   */
  static double quantile(double[] sizes, double level) {
    int rank = (int) Math.ceil((sizes.length + 1) * level);
    if (rank > sizes.length) {
      throw new IllegalArgumentException(
          "%d rows are too few for an interval of %s %%, expected at least %d"
              .formatted(sizes.length, 100 * level, (int) Math.ceil(level / (1 - level))));
    }
    double[] sorted = sizes.clone();
    Arrays.sort(sorted);
    return sorted[rank - 1];
  }
}
