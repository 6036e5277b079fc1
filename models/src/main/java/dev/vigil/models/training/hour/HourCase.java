package dev.vigil.models.training.hour;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.hour.HourInputs;

/**
 * What was seen at a moment, and what came an hour later.
 *
 * @param actual in the vital sign's canonical unit
 */
public record HourCase(String patient, HourInputs inputs, double actual) {
  public HourCase {
    requireNonNull(patient, "patient is null");
    requireNonNull(inputs, "inputs is null");
  }
}
