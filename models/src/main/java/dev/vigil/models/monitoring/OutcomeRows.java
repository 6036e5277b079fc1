package dev.vigil.models.monitoring;

import dev.vigil.models.evaluation.CalibrationCheck.Predicted;
import dev.vigil.models.evaluation.LabelledStay;
import dev.vigil.schemas.Outcome;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was predicted of a patient beside what became of the patient: one row an hour, the first, as
 * everywhere in a monitor, up to the outcome.
 */
public final class OutcomeRows {
  private static final String SEPSIS = "sepsis";

  private OutcomeRows() {}

  /**
   * How long before the event a prediction is to say that it comes, seconds: six hours for sepsis,
   * as in the labels of the PhysioNet Challenge 2019 (Reyna et al., Crit Care Med 48(2):210-217,
   * 2020); any time for labels of a whole stay.
   */
  static long horizonSeconds(String label) {
    return label.equals(SEPSIS)
        ? (long) LabelledStay.SEPSIS_LABEL_AHEAD * VersionMonitor.HOUR_SECONDS
        : Long.MAX_VALUE;
  }

  /**
   * The rows of one patient.
   *
   * @param probabilities by known time, seconds since the epoch; what lies after the outcome is
   *     left out
   */
  public static Predicted of(Outcome outcome, SortedMap<Long, Double> probabilities) {
    SortedMap<Long, Map.Entry<Long, Double>> hourly = new TreeMap<>();
    for (Map.Entry<Long, Double> each : probabilities.entrySet()) {
      if (each.getKey() <= outcome.at()) {
        hourly.putIfAbsent(VersionMonitor.hour(each.getKey()), each);
      }
    }
    long horizon = horizonSeconds(outcome.label());
    double[] said = new double[hourly.size()];
    boolean[] labels = new boolean[said.length];
    int row = 0;
    for (Map.Entry<Long, Double> each : hourly.values()) {
      said[row] = each.getValue();
      labels[row++] = outcome.occurred() && outcome.at() - each.getKey() <= horizon;
    }
    return new Predicted(said, labels);
  }
}
