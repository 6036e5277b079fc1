package dev.vigil.models.training;

import dev.vigil.models.risk.Calibration;
import dev.vigil.models.training.TrainingTable.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * What a cross-validation found.
 *
 * @param rows of all parts
 * @param candidate that is best on the whole, as a place in their list
 * @param calibration for a model that is grown with it on all rows
 * @param threshold of its decisions
 * @param probabilities of each row, by a model that knew nothing of its patient
 * @param thresholds that this model had
 */
record Validation(
    List<Row> rows,
    int candidate,
    Calibration calibration,
    double threshold,
    double[] probabilities,
    double[] thresholds) {

  /** As rows of their own. */
  List<OutOfFold> outOfFold() {
    List<OutOfFold> all = new ArrayList<>(rows.size());
    for (int i = 0; i < probabilities.length; i++) {
      Row row = rows.get(i);
      all.add(new OutOfFold(row.patient(), row.time(), probabilities[i], thresholds[i]));
    }
    return all;
  }

  boolean[] labels() {
    boolean[] labels = new boolean[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = rows.get(i).label();
    }
    return labels;
  }
}
