package dev.vigil.bench.paired;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The median of a sample and how well it is known.
 *
 * @param median of the sample
 * @param ci95 the middle 95 % of the medians of {@value #RESAMPLES} samples drawn from the sample
 *     with replacement: the percentile bootstrap (B. Efron, R. Tibshirani, An Introduction to the
 *     Bootstrap, 1993, chapter 13)
 */
public record Estimate(double median, Interval ci95) {
  private static final int RESAMPLES = 10_000;
  private static final double TAIL = 0.025;

  public Estimate {
    requireNonNull(ci95, "ci95 is null");
  }

  /**
   * Estimates the median.
   *
   * @param sample at least one value
   * @param seed of the resampling: the same sample and seed give the same estimate
   */
  public static Estimate ofMedian(double[] sample, long seed) {
    if (sample.length == 0) {
      throw new IllegalArgumentException("sample is empty, expected at least one value");
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] medians = new double[RESAMPLES];
    double[] drawn = new double[sample.length];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int k = 0; k < drawn.length; k++) {
        drawn[k] = sample[random.nextInt(sample.length)];
      }
      Arrays.sort(drawn);
      medians[i] = medianOfSorted(drawn);
    }
    Arrays.sort(medians);
    int cut = (int) (TAIL * RESAMPLES);
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    return new Estimate(
        medianOfSorted(sorted), new Interval(medians[cut], medians[RESAMPLES - 1 - cut]));
  }

  private static double medianOfSorted(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
