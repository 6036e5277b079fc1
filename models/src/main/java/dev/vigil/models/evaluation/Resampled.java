package dev.vigil.models.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Numbers of all patients and of each resample of them.
 *
 * @param value of all patients
 * @param resamples a row each
 */
record Resampled(double[] value, double[][] resamples) {
  static Resampled of(Statistic statistic, int[] once, int[][] draws) {
    double[][] resamples = new double[draws.length][];
    for (int i = 0; i < draws.length; i++) {
      resamples[i] = statistic.of(draws[i]);
    }
    return new Resampled(statistic.of(once), resamples);
  }

  /** The number at a place; null if it can't be computed. */
  @Nullable Estimate estimate(int place) {
    if (!Double.isFinite(value[place])) {
      return null;
    }
    double[] column = new double[resamples.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = resamples[i][place];
    }
    return Estimate.of(value[place], column);
  }

  /** Differences, resample by resample. */
  Resampled minus(Resampled other) {
    double[][] differences = new double[resamples.length][];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = minus(resamples[i], other.resamples[i]);
    }
    return new Resampled(minus(value, other.value), differences);
  }

  private static double[] minus(double[] left, double[] right) {
    double[] difference = new double[left.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = left[i] - right[i];
    }
    return difference;
  }
}
