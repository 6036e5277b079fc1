package dev.vigil.models.evaluation;

import java.util.Arrays;

/**
 * How well scores put positives before negatives. Equal scores are one step, so both measures
 * depend on the ranking alone.
 *
 * <p>The official scorer of the PhysioNet Challenge 2019 (evaluate_sepsis_score.py) gives the same
 * numbers but where the highest probability is exactly 1: it starts its list of thresholds with 1
 * and never counts the rows that reach it, so the first step is lost, and a model that says only 0
 * and 1 has 0 for both. Vigil counts all rows.
 *
 * @param auroc share of (positive, negative) pairs in the right order, ties counting half; counted
 *     in whole numbers, exact but for the last division
 * @param auprc average precision: precision at each threshold, weighted by the recall it adds
 */
public record Ranking(double auroc, double auprc) {

  /**
   * Ranks.
   *
   * @throws IllegalArgumentException if there is not at least one of each label, or a score is NaN
   */
  public static Ranking of(double[] scores, boolean[] labels) {
    boolean[] all = new boolean[scores.length];
    Arrays.fill(all, true);
    RankedRows ranked =
        RankedRows.of(RankedRows.order(scores), all, scores, labels, new int[scores.length]);
    RankedRows.Pass pass = ranked.pass(new int[] {1}, new int[] {scores.length});
    if (pass.positives() == 0 || pass.negatives() == 0) {
      throw new IllegalArgumentException(
          "ranking needs rows of both labels, has "
              + pass.positives()
              + " positive and "
              + pass.negatives()
              + " negative ones");
    }
    return new Ranking(pass.auroc(), pass.auprc());
  }
}
