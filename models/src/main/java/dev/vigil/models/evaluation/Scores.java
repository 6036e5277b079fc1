package dev.vigil.models.evaluation;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A statistic's numbers of all patients and of each resample.
 *
 * @param values NaN where one can't be computed
 * @param resampled by resample and number
 */
record Scores(double[] values, double[][] resampled) {

  static Scores of(Statistic statistic, Cohort cohort, Resampling resampling) {
    return new Scores(statistic.of(cohort.once()), resampling.of(statistic));
  }

  /**
   * As measures.
   *
   * @param metrics what the numbers are, in their order
   * @param first the same numbers of the first contestant; null of itself
   */
  SortedMap<String, Measure> measures(List<Metric> metrics, @Nullable Scores first) {
    SortedMap<String, Measure> measures = new TreeMap<>();
    for (int i = 0; i < metrics.size(); i++) {
      if (Double.isFinite(values[i])) {
        Estimate estimate = Estimate.of(values[i], column(i));
        measures.put(metrics.get(i).key(), new Measure(estimate, difference(i, first)));
      }
    }
    return measures;
  }

  private @Nullable Estimate difference(int number, @Nullable Scores first) {
    if (first == null || !Double.isFinite(first.values[number])) {
      return null;
    }
    double[] own = column(number);
    double[] others = first.column(number);
    for (int resample = 0; resample < own.length; resample++) {
      own[resample] -= others[resample];
    }
    return Estimate.of(values[number] - first.values[number], own);
  }

  private double[] column(int number) {
    double[] column = new double[resampled.length];
    for (int resample = 0; resample < column.length; resample++) {
      column[resample] = resampled[resample][number];
    }
    return column;
  }
}
