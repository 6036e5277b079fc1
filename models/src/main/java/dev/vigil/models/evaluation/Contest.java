package dev.vigil.models.evaluation;

import dev.vigil.models.evaluation.EvaluationReport.AlertReport;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.CurvePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One contestant on one slice. */
final class Contest {
  private static final int BINS = 10;

  private final Cohort cohort;
  private final Slice slice;
  private final Entrant entrant;
  private final RankedRows rows;
  private final UtilityStatistic utility;

  /** Ranking, utility, calibration, decisions, alerts, then those of each budget. */
  private final List<Scores> scores = new ArrayList<>();

  private Contest(Cohort cohort, Slice slice, Entrant entrant) {
    this.cohort = cohort;
    this.slice = slice;
    this.entrant = entrant;
    this.rows =
        RankedRows.of(
            entrant.order(),
            slice.rows(),
            entrant.probabilities(),
            cohort.labels(),
            cohort.patients());
    this.utility = UtilityStatistic.of(cohort, slice, entrant.decisions(), 0);
  }

  /** Measures everything, on the patients as they are and on each resample. */
  static Contest of(Cohort cohort, Slice slice, Entrant entrant, Resampling resampling) {
    Contest contest = new Contest(cohort, slice, entrant);
    for (Statistic statistic : contest.statistics()) {
      contest.scores.add(Scores.of(statistic, cohort, resampling));
    }
    return contest;
  }

  private List<Statistic> statistics() {
    List<Statistic> statistics = new ArrayList<>();
    statistics.add(ranking());
    statistics.add(utility);
    statistics.add(
        entrant.contestant().isRisk()
            ? CalibrationStatistic.of(rows, cohort.size())
            : weights -> noNumbers(Metric.OF_CALIBRATION.size()));
    statistics.add(DecisionStatistic.of(cohort, slice, entrant.decisions()));
    statistics.add(AlertStatistic.of(cohort, slice, entrant.decisions(), 0));
    for (double threshold : entrant.budgetThresholds()) {
      statistics.add(AlertStatistic.of(cohort, slice, entrant.probabilities(), threshold));
    }
    return statistics;
  }

  private Statistic ranking() {
    int[] bins = rows.equalCountBins(BINS);
    boolean isRisk = entrant.contestant().isRisk();
    return weights -> {
      RankedRows.Pass pass = rows.pass(weights, bins);
      double error = isRisk ? pass.calibrationError() : Double.NaN;
      return new double[] {pass.auroc(), pass.auprc(), error};
    };
  }

  private static double[] noNumbers(int count) {
    double[] none = new double[count];
    Arrays.fill(none, Double.NaN);
    return none;
  }

  /**
   * As a report.
   *
   * @param first the first contestant's; null of itself
   * @param budgets that were given
   */
  ContestantReport report(@Nullable Contest first, List<Double> budgets) {
    SortedMap<String, Measure> metrics = measures(0, Metric.OF_RANKING, first);
    metrics.putAll(measures(1, Metric.OF_UTILITY, first));
    metrics.putAll(measures(2, Metric.OF_CALIBRATION, first));
    metrics.putAll(measures(3, Metric.OF_DECISIONS, first));
    Contestant contestant = entrant.contestant();
    List<AlertReport> kept = new ArrayList<>();
    for (int i = 0; i < budgets.size(); i++) {
      kept.add(alerts(5 + i, budgets.get(i), entrant.budgetThresholds()[i], first));
    }
    boolean isOfGroup = slice.group() != null;
    return new ContestantReport(
        contestant.name(),
        contestant.threshold(),
        contestant.isRisk(),
        metrics,
        alerts(4, null, contestant.threshold(), first),
        kept,
        isOfGroup ? List.of() : curve(),
        isOfGroup || !contestant.isRisk() ? List.of() : reliability());
  }

  private AlertReport alerts(
      int index, @Nullable Double budget, double threshold, @Nullable Contest first) {
    return new AlertReport(
        budget,
        Double.isFinite(threshold) ? threshold : null,
        measures(index, Metric.OF_ALERTS, first));
  }

  private SortedMap<String, Measure> measures(
      int index, List<Metric> metrics, @Nullable Contest first) {
    return scores.get(index).measures(metrics, first == null ? null : first.scores.get(index));
  }

  private List<CurvePoint> curve() {
    return Curve.of(cohort, slice, entrant, rows, utility);
  }

  private List<ReliabilityBin> reliability() {
    int[] bins = rows.equalCountBins(BINS);
    RankedRows.Pass pass = rows.pass(cohort.once(), bins);
    List<ReliabilityBin> reliability = new ArrayList<>();
    for (int bin = 0; bin < bins.length; bin++) {
      reliability.add(pass.bin(bin));
    }
    return reliability;
  }
}
