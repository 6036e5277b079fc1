package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.FeatureVector;

/**
 * One row to learn from: what was known of a patient at a moment, and what became of it.
 *
 * @param patient by whom rows are kept together on one side of a split
 * @param time of the row, whole seconds
 * @param vector what was known then
 * @param label what is to be predicted
 * @param sinceLabel seconds since the patient's first row that has the label, negative before it;
 *     {@link #NEVER} if none has
 */
public record TrainingRow(
    String patient, long time, FeatureVector vector, boolean label, long sinceLabel) {
  /** No row of the patient has the label. */
  public static final long NEVER = Long.MIN_VALUE;

  public TrainingRow {
    requireNonNull(patient, "patient is null");
    requireNonNull(vector, "vector is null");
  }
}
