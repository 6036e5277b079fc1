package dev.vigil.models.evaluation;

/**
 * How often the decisions for rows are right, where the event has no moment and a row is right or
 * wrong by its label alone: accuracy, and the lower of sensitivity and positive predictive value.
 * On the last row of each stay the latter is the score of event 1 of the PhysioNet Challenge 2012.
 * Source: Silva et al., Comput Cardiol 39:245-248, 2012.
 */
final class DecisionStatistic implements Statistic {
  private final int[] rows;
  private final int[] positives;
  private final int[] decided;
  private final int[] right;

  private DecisionStatistic(int patients) {
    rows = new int[patients];
    positives = new int[patients];
    decided = new int[patients];
    right = new int[patients];
  }

  /**
   * Counts; where the event has a moment there is nothing to count.
   *
   * @param decisions from 0 on it is decided for the event
   */
  static DecisionStatistic of(Cohort cohort, Slice slice, double[] decisions) {
    DecisionStatistic counts = new DecisionStatistic(cohort.size());
    if (cohort.hasOnsets()) {
      return counts;
    }
    for (int row = 0; row < decisions.length; row++) {
      if (slice.rows()[row]) {
        int patient = cohort.patients()[row];
        boolean label = cohort.labels()[row];
        boolean decided = decisions[row] >= 0;
        counts.rows[patient]++;
        counts.positives[patient] += label ? 1 : 0;
        counts.decided[patient] += decided ? 1 : 0;
        counts.right[patient] += label && decided ? 1 : 0;
      }
    }
    return counts;
  }

  /** Accuracy, and the lower of sensitivity and positive predictive value. */
  @Override
  public double[] of(int[] weights) {
    long allRows = Resampling.sum(rows, weights);
    long allPositives = Resampling.sum(positives, weights);
    long allDecided = Resampling.sum(decided, weights);
    long allRight = Resampling.sum(right, weights);
    long wrong = allPositives + allDecided - 2 * allRight;
    return new double[] {
      (double) (allRows - wrong) / (double) allRows,
      (double) allRight / (double) Math.max(allPositives, allDecided)
    };
  }
}
