package dev.vigil.dashboard.ward;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.alerting.Triage;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Episode;
import org.jspecify.annotations.Nullable;

/**
 * Something that every client has to hear of, one by one.
 *
 * @param type {@code episode} or {@code transition}
 * @param episode the whole open episode; null in an {@code episode} event means closed
 * @param transition with {@code transition} events
 * @param number of a transition among all that were told, from 1; null for an episode
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WardEvent(
    String type,
    String patient,
    @Nullable Episode episode,
    @Nullable AlertTransition transition,
    @JsonIgnore @Nullable Long number) {
  static WardEvent of(String patient, @Nullable Episode episode) {
    return new WardEvent("episode", patient, episode, null, null);
  }

  /** That of what it speaks of, as {@link Triage} has it. */
  int urgency() {
    if (transition != null) {
      return Triage.urgency(transition);
    }
    return episode == null
        ? Triage.ASKS_NOBODY
        : episode.alerts().stream().mapToInt(Triage::urgency).max().orElse(Triage.ASKS_NOBODY);
  }

  static WardEvent of(AlertTransition transition) {
    return new WardEvent("transition", transition.patient(), null, transition, null);
  }

  /** The same, told as this one of all transitions. */
  WardEvent numbered(long told) {
    return new WardEvent(type, patient, episode, transition, told);
  }
}
