package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

/**
 * What really happened to a patient, in {@code vigil.outcomes}. Of one patient and label the latest
 * counts: a statement can be corrected, and is never taken out of the log.
 *
 * @param patient pseudonymous id
 * @param label what models predict by this name, such as {@code sepsis}
 * @param occurred whether it did
 * @param at when it occurred, or until when it had not, whole seconds since the epoch
 * @param by who said so
 * @param said when, by the world's clock
 */
public record Outcome(
    String patient, String label, boolean occurred, long at, String by, long said) {
  public Outcome {
    requireNonNull(patient, "patient is null");
    requireNonNull(label, "label is null");
    requireNonNull(by, "by is null");
  }

  /** Its key in the topic: {@code patient/label}. */
  public String key() {
    return patient + "/" + label;
  }

  /** Whether another statement says the same of the same, whoever made it. */
  public boolean saysTheSame(Outcome other) {
    return key().equals(other.key()) && occurred == other.occurred && at == other.at;
  }
}
