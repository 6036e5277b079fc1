package dev.vigil.dashboard.ward;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.Priority;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Something that every client has to hear of, one by one.
 *
 * @param type {@code episode} or {@code transition}
 * @param episode the whole open episode; null in an {@code episode} event means closed
 * @param transition with {@code transition} events
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WardEvent(
    String type, String patient, @Nullable Episode episode, @Nullable AlertTransition transition) {
  static WardEvent of(String patient, @Nullable Episode episode) {
    return new WardEvent("episode", patient, episode, null);
  }

  /** The highest priority that it speaks of; low where it speaks of none. */
  Priority urgency() {
    if (transition != null) {
      return transition.priority();
    }
    return episode == null || episode.alerts().isEmpty()
        ? Priority.LOW
        : Collections.max(episode.alerts().stream().map(AlertTransition::priority).toList());
  }

  static WardEvent of(AlertTransition transition) {
    return new WardEvent("transition", transition.patient(), null, transition);
  }
}
