package dev.vigil.models.evaluation;

import java.util.List;

/** Thresholds that keep alerts to what a ward can answer. */
public final class AlertBudget {
  private AlertBudget() {}

  /**
   * The lowest threshold that, as every higher one, keeps to a budget. An alert is a row at or
   * above the threshold after one below it; what is true of the patients doesn't matter.
   *
   * @param stays of the patients, for their rows alone
   * @param probabilities of each stay's rows
   * @param perPatientDay the budget, alerts a patient-day
   * @return infinite where even the highest probability has more alerts
   */
  public static double threshold(
      List<LabelledStay> stays, List<double[]> probabilities, double perPatientDay) {
    Cohort cohort = new Cohort(stays);
    double[] all = cohort.flatten(new Contestant("model", 0, true, probabilities));
    return AlertStatistic.threshold(cohort, RankedRows.order(all), all, perPatientDay);
  }
}
