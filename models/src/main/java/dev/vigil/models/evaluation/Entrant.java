package dev.vigil.models.evaluation;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A contestant with what is found out once for all slices.
 *
 * @param probabilities of the cohort's rows
 * @param decisions how far above its threshold each row is: from 0 on it decides for the event
 * @param order of the rows, see {@link RankedRows#order}
 * @param budgetThresholds in the order of the budgets; infinite where none keeps to it
 */
record Entrant(
    Contestant contestant,
    double[] probabilities,
    double[] decisions,
    int[] order,
    double[] budgetThresholds) {

  static Entrant of(Cohort cohort, Contestant contestant, List<Double> budgets) {
    double[] probabilities = cohort.flatten(contestant);
    int[] order = RankedRows.order(probabilities);
    DoubleStream thresholds =
        budgets.stream()
            .mapToDouble(budget -> AlertStatistic.threshold(cohort, order, probabilities, budget));
    return new Entrant(
        contestant,
        probabilities,
        decisions(cohort, contestant, probabilities),
        order,
        thresholds.toArray());
  }

  private static double[] decisions(Cohort cohort, Contestant contestant, double[] probabilities) {
    double[] decisions = new double[probabilities.length];
    for (int row = 0; row < decisions.length; row++) {
      decisions[row] = probabilities[row] - contestant.thresholds().get(cohort.patients()[row]);
    }
    return decisions;
  }
}
