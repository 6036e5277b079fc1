package dev.vigil.models.evaluation;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.BacktestProof.Figure;
import dev.vigil.schemas.BacktestProof.Interval;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two models with their alert rules, a candidate and one that is live, on the same stays: what is
 * an alert was decided by rules, with their delay and hysteresis, and not by a threshold here. The
 * same stays in the same order give the same numbers.
 *
 * <p>An alert is right where {@link AlertStatistic} says so. Utility is that of the hours in which
 * an alert was open; AUROC and AUPRC are of the scores.
 */
public final class AlertComparison {
  private static final List<Metric> RANKING = List.of(Metric.AUROC, Metric.AUPRC);

  private final Cohort cohort;
  private final List<AlertCourse> candidate;
  private final List<AlertCourse> live;
  private final Resampling resampling;

  /**
   * A comparison.
   *
   * @param stays at least one
   * @param candidate a course of each stay, in their order
   * @param live a course of each stay, in their order
   * @param settings of the resamples
   * @throws IllegalArgumentException if a course has not one row for each of its stay's
   */
  public AlertComparison(
      List<LabelledStay> stays,
      List<AlertCourse> candidate,
      List<AlertCourse> live,
      EvaluationSettings settings) {
    this.cohort = new Cohort(stays);
    this.candidate = fitting(stays, candidate);
    this.live = fitting(stays, live);
    this.resampling = new Resampling(requireNonNull(settings, "settings is null"), stays.size());
  }

  private static List<AlertCourse> fitting(List<LabelledStay> stays, List<AlertCourse> courses) {
    if (stays.isEmpty() || stays.size() != courses.size()) {
      throw new IllegalArgumentException(
          courses.size()
              + " courses of "
              + stays.size()
              + " stays, expected as many, at least one");
    }
    for (int i = 0; i < stays.size(); i++) {
      if (courses.get(i).rows() != stays.get(i).rows()) {
        throw new IllegalArgumentException(
            "patient %s has %d rows and a course of %d, expected as many"
                .formatted(stays.get(i).patient(), stays.get(i).rows(), courses.get(i).rows()));
      }
    }
    return List.copyOf(courses);
  }

  /** Hours in which both, only the candidate, only the live one and none had an alert open. */
  public long[] hours() {
    return AgreementStatistic.of(candidate, live).hours(cohort.once());
  }

  /** Cohen's kappa of these hours; null where chance alone makes both agree always. */
  public @Nullable Interval kappa() {
    Scores scores = Scores.of(AgreementStatistic.of(candidate, live), cohort, resampling);
    double kappa = scores.values()[0];
    return Double.isNaN(kappa) ? null : interval(Estimate.of(kappa, column(scores.resampled())));
  }

  private static double[] column(double[][] resampled) {
    double[] column = new double[resampled.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = resampled[i][0];
    }
    return column;
  }

  /** Patients of whom an alert could be right. */
  public int events() {
    return AlertStatistic.ofRaised(cohort, new int[cohort.rows()]).events();
  }

  /** Alerts per patient-day; null where no stay has a second row. */
  public @Nullable Figure alertsPerDay() {
    return alerts().get(Metric.ALERTS_PER_DAY.key());
  }

  /**
   * What the labels say of both, by {@link Metric#key}; what can't be computed of either is left
   * out.
   */
  public SortedMap<String, Figure> worth() {
    SortedMap<String, Figure> figures = alerts();
    figures.remove(Metric.ALERTS_PER_DAY.key());
    figures.putAll(figures(Metric.OF_UTILITY, utility(candidate), utility(live)));
    figures.putAll(figures(RANKING, ranking(candidate), ranking(live)));
    return figures;
  }

  private SortedMap<String, Figure> alerts() {
    return figures(Metric.OF_ALERTS, alerts(candidate), alerts(live));
  }

  private SortedMap<String, Figure> figures(List<Metric> metrics, Statistic one, Statistic other) {
    Scores ofLive = Scores.of(other, cohort, resampling);
    SortedMap<String, Measure> lives = ofLive.measures(metrics, null);
    SortedMap<String, Measure> candidates =
        Scores.of(one, cohort, resampling).measures(metrics, ofLive);
    SortedMap<String, Figure> figures = new TreeMap<>();
    for (Metric metric : metrics) {
      Measure own = candidates.get(metric.key());
      Measure its = lives.get(metric.key());
      if (own != null || its != null) {
        figures.put(
            metric.key(),
            new Figure(
                own == null ? null : interval(own.estimate()),
                its == null ? null : interval(its.estimate()),
                own == null ? null : interval(own.aboveFirst())));
      }
    }
    return figures;
  }

  private static @Nullable Interval interval(@Nullable Estimate estimate) {
    return estimate == null
        ? null
        : new Interval(estimate.value(), estimate.low(), estimate.high());
  }

  private Statistic alerts(List<AlertCourse> courses) {
    return AlertStatistic.ofRaised(
        cohort, courses.stream().flatMapToInt(course -> IntStream.of(course.raised())).toArray());
  }

  private Statistic utility(List<AlertCourse> courses) {
    double[] decisions = new double[cohort.rows()];
    int row = 0;
    for (AlertCourse course : courses) {
      for (boolean open : course.open()) {
        decisions[row++] = open ? 1 : 0;
      }
    }
    return UtilityStatistic.of(cohort, Slice.all(cohort), decisions, 1);
  }

  private Statistic ranking(List<AlertCourse> courses) {
    double[] scores =
        courses.stream().flatMapToDouble(course -> DoubleStream.of(course.scores())).toArray();
    RankedRows rows =
        RankedRows.of(
            RankedRows.order(scores),
            Slice.all(cohort).rows(),
            scores,
            cohort.labels(),
            cohort.patients());
    int[] oneBin = {rows.size()};
    return weights -> {
      RankedRows.Pass pass = rows.pass(weights, oneBin);
      return new double[] {pass.auroc(), pass.auprc()};
    };
  }
}
