package dev.vigil.models.evaluation;

import java.util.Arrays;

/**
 * The utility of the PhysioNet/Computing in Cardiology Challenge 2019: what each hourly decision is
 * worth, early ones of a septic patient most. Source: Reyna et al.: Early Prediction of Sepsis From
 * Clinical Data, Crit Care Med 48(2):210-217, 2020, doi:10.1097/CCM.0000000000004145; numbers and
 * order of operations as in its evaluate_sepsis_score.py. Rows are hours.
 */
public final class SepsisUtility {
  private static final int EARLY = -12;
  private static final int OPTIMAL = -6;
  private static final int LATE = 3;
  private static final double MOST_TRUE_POSITIVE = 1;
  private static final double LEAST_FALSE_NEGATIVE = -2;
  private static final double FALSE_POSITIVE = -0.05;

  private SepsisUtility() {}

  /**
   * What one decision is worth.
   *
   * @param row from 0
   * @param onset row of the onset of sepsis, {@link LabelledStay#NO_ONSET} without sepsis
   * @param decision whether sepsis was said to come
   */
  public static double ofRow(int row, int onset, boolean decision) {
    if (onset == LabelledStay.NO_ONSET) {
      return decision ? FALSE_POSITIVE : 0;
    }
    int fromOnset = row - onset;
    if (fromOnset > LATE) {
      return 0;
    }
    return decision ? ofRight(fromOnset) : ofMiss(fromOnset);
  }

  /** Rises from 12 to 6 hours before the onset, then falls to 0 three hours after it. */
  private static double ofRight(int fromOnset) {
    if (fromOnset <= OPTIMAL) {
      double slope = MOST_TRUE_POSITIVE / (OPTIMAL - EARLY);
      return Math.max(slope * (fromOnset - EARLY), FALSE_POSITIVE);
    }
    double slope = -MOST_TRUE_POSITIVE / (LATE - OPTIMAL);
    return slope * (fromOnset - LATE);
  }

  /** Falls from 6 hours before the onset on. */
  private static double ofMiss(int fromOnset) {
    double slope = LEAST_FALSE_NEGATIVE / (LATE - OPTIMAL);
    return fromOnset <= OPTIMAL ? 0 : slope * (fromOnset - OPTIMAL);
  }

  /** What decides best: true from 12 hours before the onset to three after it, and never else. */
  public static boolean best(int row, int onset) {
    return onset != LabelledStay.NO_ONSET && row >= onset + EARLY && row <= onset + LATE;
  }

  /**
   * What the decisions of one stay are worth, not normalised; the onset follows from the labels.
   */
  public static double of(boolean[] labels, boolean[] decisions) {
    if (labels.length != decisions.length) {
      throw new IllegalArgumentException(
          decisions.length + " decisions for " + labels.length + " labels, expected as many");
    }
    int onset = LabelledStay.sepsisOnset(labels);
    double sum = 0;
    for (int row = 0; row < labels.length; row++) {
      sum += ofRow(row, onset, decisions[row]);
    }
    return sum;
  }

  /**
   * Utility so that never deciding for sepsis is 0 and the best decisions are 1; NaN without a
   * septic stay.
   *
   * @param labels of each stay
   * @param decisions of each stay
   */
  public static double normalised(boolean[][] labels, boolean[][] decisions) {
    double observed = 0;
    double inaction = 0;
    double best = 0;
    for (int stay = 0; stay < labels.length; stay++) {
      int onset = LabelledStay.sepsisOnset(labels[stay]);
      boolean[] bestOnes = new boolean[labels[stay].length];
      for (int row = 0; row < bestOnes.length; row++) {
        bestOnes[row] = best(row, onset);
      }
      boolean[] none = bestOnes.clone();
      Arrays.fill(none, false);
      observed += of(labels[stay], decisions[stay]);
      inaction += of(labels[stay], none);
      best += of(labels[stay], bestOnes);
    }
    return normalised(observed, inaction, best);
  }

  static double normalised(double observed, double inaction, double best) {
    return best == inaction ? Double.NaN : (observed - inaction) / (best - inaction);
  }
}
