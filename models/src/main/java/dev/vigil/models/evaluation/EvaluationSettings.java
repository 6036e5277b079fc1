package dev.vigil.models.evaluation;

import java.util.List;

/**
 * How an evaluation is done.
 *
 * @param resamples of the patients, for the intervals
 * @param seed of the resamples
 * @param alertBudgets alerts per patient-day
 * @param earlyHours the slice of early hours ends before this hour; in the sepsis recordings nearly
 *     all records without sepsis end by hour 59, so that from there on being there is the sign
 */
public record EvaluationSettings(
    int resamples, long seed, List<Double> alertBudgets, int earlyHours) {
  /** 200 resamples. */
  public static final EvaluationSettings DEFAULT =
      new EvaluationSettings(200, 20_190_101L, List.of(0.1, 0.25, 0.5, 1.0, 2.0), 60);

  /** Fewer have no 95 % interval to speak of. */
  public static final int LEAST_RESAMPLES = 40;

  public EvaluationSettings {
    alertBudgets = List.copyOf(alertBudgets);
    if (resamples < LEAST_RESAMPLES) {
      throw new IllegalArgumentException(
          "resamples is " + resamples + ", expected at least " + LEAST_RESAMPLES);
    }
    for (double budget : alertBudgets) {
      if (!(budget > 0)) {
        throw new IllegalArgumentException("alert budget is " + budget + ", expected above 0");
      }
    }
  }

  /** These with another number of resamples. */
  public EvaluationSettings withResamples(int other) {
    return new EvaluationSettings(other, seed, alertBudgets, earlyHours);
  }

  /** These with another end of the early hours. */
  public EvaluationSettings withEarlyHours(int other) {
    return new EvaluationSettings(resamples, seed, alertBudgets, other);
  }

  /**
   * These without budgets of alerts: where there is no course there are no days to count them by.
   */
  public EvaluationSettings withoutBudgets() {
    return new EvaluationSettings(resamples, seed, List.of(), earlyHours);
  }
}
