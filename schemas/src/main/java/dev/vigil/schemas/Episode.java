package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * All that is open for one patient: the latest transition of each open alert, leading problem (what
 * asks before what is answered, then highest priority, then oldest) first. In {@code
 * vigil.episodes} under the patient's id; a tombstone when closed.
 *
 * @param patient pseudonymous id
 * @param opened instant at which the first alert was raised, whole seconds since the epoch
 * @param alerts at least one
 */
public record Episode(String patient, long opened, List<AlertTransition> alerts) {
  public Episode {
    requireNonNull(patient, "patient is null");
    alerts = List.copyOf(alerts);
    if (alerts.isEmpty()) {
      throw new IllegalArgumentException("an episode without alerts is closed");
    }
  }
}
