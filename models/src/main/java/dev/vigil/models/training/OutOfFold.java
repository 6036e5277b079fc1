package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

/**
 * What a model says of a row of a patient whom neither it nor anything chosen for it has seen.
 *
 * @param patient id
 * @param time of the row, whole seconds
 * @param probability calibrated, 0 to 1
 * @param threshold from which on that model warns
 */
public record OutOfFold(String patient, long time, double probability, double threshold) {
  public OutOfFold {
    requireNonNull(patient, "patient is null");
  }
}
