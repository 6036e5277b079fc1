package dev.vigil.models.training;

import java.util.Arrays;
import java.util.Comparator;

/**
 * How well scores put positives before negatives. Equal scores are one step, so both measures
 * depend on the ranking alone.
 *
 * @param auroc share of (positive, negative) pairs in the right order, ties counting half; counted
 *     in whole numbers, exact but for the last division
 * @param auprc average precision: precision at each threshold, weighted by the recall it adds
 */
public record Ranking(double auroc, double auprc) {

  /**
   * Ranks.
   *
   * @throws IllegalArgumentException if there is not at least one of each label
   */
  public static Ranking of(double[] scores, boolean[] labels) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
    Counts counts = new Counts();
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        to++;
      }
      counts.addStep(order, from, to, labels);
      from = to;
    }
    if (counts.positives == 0 || counts.negatives == 0) {
      throw new IllegalArgumentException(
          "ranking needs rows of both labels, has "
              + counts.positives
              + " positive and "
              + counts.negatives
              + " negative ones");
    }
    double pairs = (double) counts.positives * (double) counts.negatives;
    return new Ranking(
        (double) counts.halfPairs / (2 * pairs), counts.precision / (double) counts.positives);
  }

  private static final class Counts {
    private long positives;
    private long negatives;
    private long halfPairs;
    private double precision;

    /** Adds what shares one score; all with higher scores were added before. */
    void addStep(Integer[] order, int from, int to, boolean[] labels) {
      long positive = 0;
      for (int i = from; i < to; i++) {
        positive += labels[order[i]] ? 1 : 0;
      }
      long negative = to - from - positive;
      halfPairs += negative * (2 * positives + positive);
      positives += positive;
      negatives += negative;
      precision += (double) positive * (double) positives / (double) (positives + negatives);
    }
  }
}
