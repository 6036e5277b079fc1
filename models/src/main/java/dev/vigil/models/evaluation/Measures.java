package dev.vigil.models.evaluation;

import dev.vigil.models.evaluation.EvaluationReport.BudgetReport;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.Measured;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All numbers of a contestant in a slice, at the same places for every contestant: those of {@link
 * Metric} in order, then those of its alerts for each budget.
 */
final class Measures implements Statistic {
  private static final int METRICS = Metric.values().length;
  private static final int FIRST_OF_ALERTS = Metric.SENSITIVITY.ordinal();
  private static final int ALERT_METRICS = METRICS - FIRST_OF_ALERTS;

  /** Bins of the expected calibration error and the reliability curve. */
  static final int BINS = 10;

  private final RankedContestant contestant;
  private final RankedRows rows;
  private final int[] bins;
  private final UtilityStatistic utility;
  private final @Nullable CalibrationStatistic calibration;
  private final List<AlertStatistic> alerts = new ArrayList<>();

  Measures(Cohort cohort, Slice slice, RankedContestant contestant) {
    this.contestant = contestant;
    double[] probabilities = contestant.probabilities();
    rows =
        RankedRows.of(
            contestant.order(), slice.rows(), probabilities, cohort.labels(), cohort.patients());
    bins = rows.equalCountBins(BINS);
    utility = UtilityStatistic.of(cohort, slice, probabilities, contestant.of().threshold());
    calibration = contestant.of().isRisk() ? CalibrationStatistic.of(rows, cohort.size()) : null;
    alerts.add(AlertStatistic.of(cohort, slice, probabilities, contestant.of().threshold()));
    for (double threshold : contestant.budgetThresholds()) {
      alerts.add(AlertStatistic.of(cohort, slice, probabilities, threshold));
    }
  }

  @Override
  public double[] of(int[] weights) {
    double[] numbers = new double[METRICS + ALERT_METRICS * (alerts.size() - 1)];
    Arrays.fill(numbers, Double.NaN);
    RankedRows.Pass pass = rows.pass(weights, bins);
    numbers[Metric.AUROC.ordinal()] = pass.auroc();
    numbers[Metric.AUPRC.ordinal()] = pass.auprc();
    numbers[Metric.UTILITY.ordinal()] = utility.of(weights)[0];
    if (calibration != null) {
      double[] line = calibration.of(weights);
      System.arraycopy(line, 0, numbers, Metric.CALIBRATION_SLOPE.ordinal(), line.length);
      numbers[Metric.CALIBRATION_ERROR.ordinal()] = pass.calibrationError();
    }
    for (int i = 0; i < alerts.size(); i++) {
      double[] ofAlerts = alerts.get(i).of(weights);
      System.arraycopy(ofAlerts, 0, numbers, FIRST_OF_ALERTS + i * ALERT_METRICS, ALERT_METRICS);
    }
    return numbers;
  }

  /** Of the rows as they are; empty if the numbers are no probabilities. */
  List<ReliabilityBin> reliability(int[] once) {
    List<ReliabilityBin> curve = new ArrayList<>();
    RankedRows.Pass pass = rows.pass(once, bins);
    for (int bin = 0; bin < bins.length && contestant.of().isRisk(); bin++) {
      curve.add(pass.bin(bin));
    }
    return curve;
  }

  /**
   * As a report.
   *
   * @param own of the contestant
   * @param first of the first contestant; null if this is it
   */
  ContestantReport report(Resampled own, @Nullable Resampled first, List<Double> budgets) {
    List<BudgetReport> ofBudgets = new ArrayList<>();
    for (int i = 0; i < budgets.size(); i++) {
      double threshold = contestant.budgetThresholds()[i];
      int shift = (i + 1) * ALERT_METRICS;
      ofBudgets.add(
          new BudgetReport(
              budgets.get(i),
              Double.isInfinite(threshold) ? null : threshold,
              measured(FIRST_OF_ALERTS, shift, own, first)));
    }
    return new ContestantReport(
        contestant.of().name(), contestant.of().threshold(), measured(0, 0, own, first), ofBudgets);
  }

  private static Map<Metric, Measured> measured(
      int from, int shift, Resampled own, @Nullable Resampled first) {
    Map<Metric, Measured> metrics = new EnumMap<>(Metric.class);
    for (int i = from; i < METRICS; i++) {
      Estimate estimate = own.estimate(i + shift);
      if (estimate != null) {
        Estimate difference = first == null ? null : own.minus(first).estimate(i + shift);
        metrics.put(Metric.values()[i], new Measured(estimate, difference));
      }
    }
    return metrics;
  }
}
