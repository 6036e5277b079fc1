package dev.vigil.app.evaluation;

import dev.vigil.models.evaluation.Estimate;
import dev.vigil.models.evaluation.EvaluationReport.AlertReport;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.evaluation.Measure;
import dev.vigil.models.evaluation.Metric;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the numbers of an evaluation are written and called, wherever people read them. */
public final class EvaluationNumbers {
  /** Stands where there is no number. */
  public static final String NONE = "-";

  private static final Map<Metric, String> NAMES =
      Map.ofEntries(
          Map.entry(Metric.AUROC, "AUROC"),
          Map.entry(Metric.AUPRC, "AUPRC"),
          Map.entry(Metric.UTILITY, "utility"),
          Map.entry(Metric.ACCURACY, "accuracy"),
          Map.entry(Metric.LEAST_OF_SENSITIVITY_AND_PPV, "least of sens. and PPV"),
          Map.entry(Metric.CALIBRATION_SLOPE, "calibration slope"),
          Map.entry(Metric.CALIBRATION_INTERCEPT, "calibration intercept"),
          Map.entry(Metric.CALIBRATION_IN_THE_LARGE, "calibration in the large"),
          Map.entry(Metric.CALIBRATION_ERROR, "calibration error"),
          Map.entry(Metric.SENSITIVITY, "patients detected"),
          Map.entry(Metric.PPV, "right alerts"),
          Map.entry(Metric.ALERTS_PER_DAY, "alerts per patient-day"),
          Map.entry(Metric.LEAD_HOURS, "median lead time, h"));

  private EvaluationNumbers() {}

  /** What people call a metric, with its unit where it has one. */
  public static String name(Metric metric) {
    return NAMES.getOrDefault(metric, metric.key());
  }

  /** What people call a slice: with its group, if it is one of patients. */
  public static String name(SliceReport slice) {
    return slice.group() == null ? slice.name() : slice.group() + " " + slice.name();
  }

  /** As {@link #name(SliceReport)}, for where there is little room. */
  public static String shortName(SliceReport slice) {
    return name(slice)
        .replace("without patients labelled in their first row", "not labelled at first");
  }

  /** What a contestant has of a metric, be it of its numbers or of its decisions. */
  public static @Nullable Measure measure(ContestantReport contestant, Metric metric) {
    Measure ofNumbers = contestant.metrics().get(metric.key());
    return ofNumbers == null ? contestant.decisions().metrics().get(metric.key()) : ofNumbers;
  }

  /** Whether any contestant has a metric there. */
  public static boolean has(SliceReport slice, Metric metric) {
    return slice.contestants().stream().anyMatch(each -> measure(each, metric) != null);
  }

  /** What alerts have of a metric; null where no threshold keeps to their budget. */
  public static @Nullable Measure measure(AlertReport alerts, Metric metric) {
    return alerts.threshold() == null ? null : alerts.metrics().get(metric.key());
  }

  /** Such as {@code 0.812 (0.790..0.833)}; without the interval where there is none. */
  public static String number(@Nullable Measure measure) {
    return measure == null ? NONE : number(measure.estimate());
  }

  /** Such as {@code 0.812 (0.790..0.833)}; without the interval where there is none. */
  public static String number(Estimate estimate) {
    return number(estimate, "%.3f");
  }

  /**
   * A difference, which has its sign also where it is positive: {@code +0.012 (-0.003..+0.027)}.
   */
  public static String difference(Estimate difference) {
    return number(difference, "%+.3f");
  }

  /** A threshold, a probability or a share of rows, all from 0 to 1. */
  public static String share(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }

  /**
   * A number with its interval, where there is one.
   *
   * @param format of each of its numbers
   */
  public static String number(Estimate estimate, String format) {
    String value = String.format(Locale.ROOT, format, estimate.value());
    return estimate.low() == null
        ? value
        : value
            + String.format(
                Locale.ROOT, " (" + format + ".." + format + ")", estimate.low(), estimate.high());
  }
}
