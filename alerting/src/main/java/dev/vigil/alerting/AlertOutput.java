package dev.vigil.alerting;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Episode;
import org.jspecify.annotations.Nullable;

/**
 * What the alert fold tells: one transition of one alert, or how the patient stands after a step.
 */
public sealed interface AlertOutput {
  /** Pseudonymous id; the key on the output's topic. */
  String patient();

  /** One step in the life of an alert, for {@code vigil.alerts}. */
  record Transition(AlertTransition transition) implements AlertOutput {
    public Transition {
      requireNonNull(transition, "transition is null");
    }

    @Override
    public String patient() {
      return transition.patient();
    }
  }

  /**
   * All that is open now, for {@code vigil.episodes}; follows the transitions of a step that had
   * any.
   *
   * @param episode null if nothing is open any more: a tombstone
   */
  record EpisodeChanged(String patient, @Nullable Episode episode) implements AlertOutput {
    public EpisodeChanged {
      requireNonNull(patient, "patient is null");
    }
  }
}
