package dev.vigil.models.evaluation;

import java.util.List;

/**
 * A contestant whose rows are sorted.
 *
 * @param of whom
 * @param probabilities of all rows, end to end
 * @param order of the rows, see {@link RankedRows#order}
 * @param budgetThresholds which keep to each budget
 */
record RankedContestant(
    Contestant of, double[] probabilities, int[] order, double[] budgetThresholds) {
  static RankedContestant of(Cohort cohort, Contestant contestant, List<Double> budgets) {
    double[] probabilities = cohort.flatten(contestant);
    int[] order = RankedRows.order(probabilities);
    double[] thresholds =
        budgets.stream()
            .mapToDouble(budget -> AlertStatistic.threshold(cohort, order, probabilities, budget))
            .toArray();
    return new RankedContestant(contestant, probabilities, order, thresholds);
  }
}
