package dev.vigil.system;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.Escalation;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.AlertTransition.Recipient;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transitions of one alert, for the channels. */
final class ChannelTransitions {
  static final long AT = 1_772_366_400L; // 2026-03-01T12:00:00Z

  private ChannelTransitions() {}

  /** One that asks a nurse whose address this is, or a role if it is null. */
  static AlertTransition asking(
      Origin origin, String alert, int sequence, Priority priority, @Nullable String contact) {
    Recipient nurse = new Recipient("nurse", contact == null ? null : "n-1", contact);
    return of(origin, alert, sequence, priority, State.ACTIVE, Cause.RAISED)
        .with(null, new Escalation(0, AT, false, List.of(nurse)));
  }

  /** One that asks nobody. */
  static AlertTransition of(
      Origin origin, String alert, int sequence, Priority priority, State state, Cause cause) {
    return new AlertTransition(
        alert,
        sequence,
        "p-1",
        origin,
        "A",
        "3",
        "heart-rate-high",
        Kind.LIMIT,
        state,
        priority,
        cause,
        AT + sequence,
        AT + sequence,
        null,
        "Heart rate is above 130 /min",
        new Evidence(
            List.of(
                new Evidence.Sample(
                    "heart-rate", new BigDecimal("141"), "/min", "mon-1", AT + sequence)),
            new BigDecimal("130"),
            null,
            null,
            "Clears when it is below 125"));
  }
}
