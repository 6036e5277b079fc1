package dev.vigil.alerting.channels;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.OutputNumber;

/**
 * A transition with the number of the output that carried it.
 *
 * @param number rising for one patient
 */
public record Numbered(OutputNumber number, AlertTransition transition) {
  public Numbered {
    requireNonNull(number, "number is null");
    requireNonNull(transition, "transition is null");
  }
}
