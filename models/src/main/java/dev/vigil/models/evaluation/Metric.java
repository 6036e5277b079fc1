package dev.vigil.models.evaluation;

import java.util.List;
import java.util.Locale;

/** What is measured. */
public enum Metric {
  /** See {@link Ranking}. */
  AUROC,
  /** See {@link Ranking}. */
  AUPRC,
  /** See {@link RankedRows.Pass#calibrationError}. */
  CALIBRATION_ERROR,
  /** At the decision threshold; see {@link SepsisUtility}. */
  UTILITY,
  /** At the decision threshold, of the rows; see {@link DecisionStatistic}. */
  ACCURACY,
  /** The lower of the two, at the decision threshold; see {@link DecisionStatistic}. */
  LEAST_OF_SENSITIVITY_AND_PPV,
  /** See {@link CalibrationStatistic}. */
  CALIBRATION_SLOPE,
  /** See {@link CalibrationStatistic}. */
  CALIBRATION_INTERCEPT,
  /** See {@link CalibrationStatistic}. */
  CALIBRATION_IN_THE_LARGE,
  /** Share of the patients with the event who have a right alert; see {@link AlertStatistic}. */
  SENSITIVITY,
  /** Share of right ones among alerts. */
  PPV,
  /** Alerts per patient-day. */
  ALERTS_PER_DAY,
  /** Median hours from a detected patient's first right alert to the onset. */
  LEAD_HOURS;

  /** Of the numbers as a ranking. */
  static final List<Metric> OF_RANKING = List.of(AUROC, AUPRC, CALIBRATION_ERROR);

  /** Of the decisions, where the event has a moment. */
  static final List<Metric> OF_UTILITY = List.of(UTILITY);

  /** Of the decisions, where it has none. */
  static final List<Metric> OF_DECISIONS = List.of(ACCURACY, LEAST_OF_SENSITIVITY_AND_PPV);

  /** Of the numbers as probabilities. */
  static final List<Metric> OF_CALIBRATION =
      List.of(CALIBRATION_SLOPE, CALIBRATION_INTERCEPT, CALIBRATION_IN_THE_LARGE);

  /** Of alerts at one threshold. */
  static final List<Metric> OF_ALERTS = List.of(SENSITIVITY, PPV, ALERTS_PER_DAY, LEAD_HOURS);

  /** Its name in reports, such as {@code alerts_per_day}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
