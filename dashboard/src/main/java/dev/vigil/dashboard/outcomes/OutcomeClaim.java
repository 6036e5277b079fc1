package dev.vigil.dashboard.outcomes;

import static java.util.Objects.requireNonNull;

/**
 * What somebody says has become of a patient.
 *
 * @param patient pseudonymous id
 * @param label what models predict by this name, such as {@code sepsis}
 * @param occurred whether it did
 * @param at when it occurred, or until when it had not, whole seconds since the epoch
 */
public record OutcomeClaim(String patient, String label, boolean occurred, long at) {
  private static final int LONGEST = 100;

  public OutcomeClaim {
    requireNonNull(patient, "patient is null");
    if (requireNonNull(label, "label is null").isBlank() || label.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a label has " + label.length() + " characters, expected 1 to " + LONGEST);
    }
  }
}
