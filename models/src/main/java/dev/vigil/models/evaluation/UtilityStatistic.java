package dev.vigil.models.evaluation;

/**
 * Normalised utility of a contestant's decisions, from sums per patient. See {@link SepsisUtility}.
 */
final class UtilityStatistic implements Statistic {
  private final double[] observed;
  private final double[] inaction;
  private final double[] best;

  private UtilityStatistic(int patients) {
    observed = new double[patients];
    inaction = new double[patients];
    best = new double[patients];
  }

  /** Sums up; a cohort with true labels but no onset, as of mortality, has no such utility. */
  static UtilityStatistic of(Cohort cohort, Slice slice, double[] probabilities, double threshold) {
    UtilityStatistic sums = new UtilityStatistic(cohort.size());
    if (!cohort.hasOnsets()) {
      return sums;
    }
    for (int row = 0; row < probabilities.length; row++) {
      if (slice.rows()[row]) {
        int stay = cohort.patients()[row];
        int at = row - cohort.firstRow(stay);
        int onset = cohort.stay(stay).onset();
        sums.observed[stay] += SepsisUtility.ofRow(at, onset, probabilities[row] >= threshold);
        sums.inaction[stay] += SepsisUtility.ofRow(at, onset, false);
        sums.best[stay] += SepsisUtility.ofRow(at, onset, SepsisUtility.best(at, onset));
      }
    }
    return sums;
  }

  @Override
  public double[] of(int[] weights) {
    return new double[] {
      SepsisUtility.normalised(sum(observed, weights), sum(inaction, weights), sum(best, weights))
    };
  }

  /** Utility, normalised as here, of what differs from inaction by so much. */
  double ofGain(double gain, int[] once) {
    double nothing = sum(inaction, once);
    return SepsisUtility.normalised(nothing + gain, nothing, sum(best, once));
  }

  private static double sum(double[] ofPatients, int[] weights) {
    double sum = 0;
    for (int patient = 0; patient < ofPatients.length; patient++) {
      sum += weights[patient] * ofPatients[patient];
    }
    return sum;
  }
}
