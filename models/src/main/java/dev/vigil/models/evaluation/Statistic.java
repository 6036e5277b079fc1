package dev.vigil.models.evaluation;

/** Numbers about patients, each counted as often as a resample has drawn the patient. */
@FunctionalInterface
interface Statistic {
  /**
   * The numbers.
   *
   * @param weights how often each patient of the cohort counts
   * @return as many each time; NaN where one can't be computed
   */
  double[] of(int[] weights);
}
