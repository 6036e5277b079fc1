package dev.vigil.models.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * Rows from the highest score to the lowest, sorted once and gone through in one pass for each
 * resample of their patients.
 */
final class RankedRows {
  private static final int LAST_OF_STEP = 1;
  private static final int POSITIVE = 2;
  private static final int PATIENT_SHIFT = 2;

  private final double[] scores;

  /** Of each row its patient, whether it is positive, and whether the next score is lower. */
  private final int[] codes;

  private RankedRows(double[] scores, int[] codes) {
    this.scores = scores;
    this.codes = codes;
  }

  /**
   * The order of the scores, highest first; among equal ones in the order in which they are given.
   *
   * @throws IllegalArgumentException if one is NaN
   */
  static int[] order(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    if (sorted.length > 0 && Double.isNaN(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException("a score is NaN, expected numbers");
    }
    int steps = distinct(sorted);
    int[] step = new int[scores.length];
    int[] next = new int[steps + 1];
    for (int i = 0; i < scores.length; i++) {
      // Adding 0 makes -0 the 0 that it is equal to.
      step[i] = steps - 1 - Arrays.binarySearch(sorted, 0, steps, scores[i] + 0.0);
      next[step[i] + 1]++;
    }
    Arrays.parallelPrefix(next, Integer::sum);
    int[] order = new int[scores.length];
    for (int i = 0; i < scores.length; i++) {
      order[next[step[i]]++] = i;
    }
    return order;
  }

  /** Moves the distinct values of a sorted array to its front. */
  private static int distinct(double[] sorted) {
    int count = 0;
    for (double value : sorted) {
      if (count == 0 || sorted[count - 1] != value) {
        sorted[count++] = value + 0.0;
      }
    }
    return count;
  }

  /**
   * Ranks the rows of a subset.
   *
   * @param order of all rows, see {@link #order}
   * @param included which rows are in the subset
   * @param patients of each row, from 0
   */
  static RankedRows of(
      int[] order, boolean[] included, double[] scores, boolean[] labels, int[] patients) {
    int[] rows = Arrays.stream(order).filter(row -> included[row]).toArray();
    double[] ranked = new double[rows.length];
    int[] codes = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      boolean last = i + 1 == rows.length || scores[rows[i + 1]] != scores[row];
      ranked[i] = scores[row];
      codes[i] =
          (patients[row] << PATIENT_SHIFT)
              | (labels[row] ? POSITIVE : 0)
              | (last ? LAST_OF_STEP : 0);
    }
    return new RankedRows(ranked, codes);
  }

  int size() {
    return codes.length;
  }

  /** The score of the row at a place. */
  double score(int place) {
    return scores[place];
  }

  int patient(int place) {
    return codes[place] >> PATIENT_SHIFT;
  }

  boolean isPositive(int place) {
    return (codes[place] & POSITIVE) != 0;
  }

  /** Whether no row further on has the same score. */
  boolean isLastOfStep(int place) {
    return (codes[place] & LAST_OF_STEP) != 0;
  }

  /**
   * Ends of bins with as equal a number of rows as rows with one score, which stay together, allow.
   */
  int[] equalCountBins(int bins) {
    int[] ends = new int[bins];
    int count = 0;
    for (int place = 0; place < codes.length; place++) {
      if (isLastOfStep(place) && (long) (place + 1) * bins >= (long) (count + 1) * codes.length) {
        ends[count] = place + 1;
        // One step may fill several bins.
        count = (int) ((long) (place + 1) * bins / codes.length);
      }
    }
    return Arrays.stream(ends).filter(end -> end > 0).toArray();
  }

  /**
   * Counts every row as often as its patient.
   *
   * @param weights how often each patient counts
   * @param bins see {@link #equalCountBins}
   */
  Pass pass(int[] weights, int[] bins) {
    Pass pass = new Pass(requireNonNull(bins, "bins is null").length);
    int place = 0;
    for (int bin = 0; bin < bins.length; bin++) {
      place = pass.add(this, weights, place, bins[bin], bin);
    }
    return pass;
  }

  /** What one pass over the rows sums up. */
  static final class Pass {
    private final long[] rows;
    private final long[] positiveRows;
    private final double[] scores;
    private long positives;
    private long negatives;
    private long halfPairs;
    private double precision;

    private Pass(int bins) {
      rows = new long[bins];
      positiveRows = new long[bins];
      scores = new double[bins];
    }

    private int add(RankedRows ranked, int[] weights, int from, int to, int bin) {
      long stepPositive = 0;
      long stepNegative = 0;
      double sum = 0;
      long before = positives;
      long all = positives + negatives;
      int[] codes = ranked.codes;
      double[] ofRows = ranked.scores;
      for (int place = from; place < to; place++) {
        int code = codes[place];
        int weight = weights[code >> PATIENT_SHIFT];
        sum += weight * ofRows[place];
        if ((code & POSITIVE) == 0) {
          stepNegative += weight;
        } else {
          stepPositive += weight;
        }
        if ((code & LAST_OF_STEP) != 0) {
          addStep(stepPositive, stepNegative);
          stepPositive = 0;
          stepNegative = 0;
        }
      }
      scores[bin] = sum;
      positiveRows[bin] = positives - before;
      rows[bin] = positives + negatives - all;
      return to;
    }

    /** Adds what shares one score; all with higher scores were added before. */
    private void addStep(long positive, long negative) {
      halfPairs += negative * (2 * positives + positive);
      positives += positive;
      negatives += negative;
      if (positive > 0) {
        precision += (double) positive * (double) positives / (double) (positives + negatives);
      }
    }

    long positives() {
      return positives;
    }

    long negatives() {
      return negatives;
    }

    /** Area under the receiver operating characteristic; NaN without both labels. */
    double auroc() {
      return (double) halfPairs / (2 * ((double) positives * (double) negatives));
    }

    /** Average precision; NaN without both labels. */
    double auprc() {
      return negatives == 0 ? Double.NaN : precision / (double) positives;
    }

    /**
     * Expected calibration error: the mean distance, weighted by rows, between what a bin's rows
     * predict on average and the share of them that is positive. Source: Naeini, Cooper,
     * Hauskrecht: Obtaining Well Calibrated Probabilities Using Bayesian Binning, AAAI 2015; with
     * bins of equal count instead of equal width, for nearly all rows have a small probability.
     */
    double calibrationError() {
      double distance = 0;
      for (int bin = 0; bin < rows.length; bin++) {
        distance += Math.abs(scores[bin] - (double) positiveRows[bin]);
      }
      return distance / (double) (positives + negatives);
    }

    /** A bin's rows, how many are positive, and the sum of what they predict. */
    ReliabilityBin bin(int bin) {
      double count = (double) rows[bin];
      return new ReliabilityBin(rows[bin], scores[bin] / count, (double) positiveRows[bin] / count);
    }
  }
}
