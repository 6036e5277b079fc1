package dev.vigil.dashboard.ward;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import java.util.List;

/** The alert {@code a1}: somebody's heart rate, in bed 1 of ward A, is too high. */
public final class HeartRateAlert {
  private HeartRateAlert() {}

  /** Of {@code p1}, and of high priority. */
  public static AlertTransition raised(int sequence, long at) {
    return of("p1", sequence, State.ACTIVE, Priority.HIGH, at);
  }

  /** The same of anybody, in any state. */
  public static AlertTransition of(
      String patient, int sequence, State state, Priority priority, long at) {
    return new AlertTransition(
        "a1",
        sequence,
        patient,
        Origin.DEMO,
        "A",
        "1",
        "hr-high",
        Kind.LIMIT,
        state,
        priority,
        Cause.RAISED,
        at,
        at,
        null,
        "Heart rate is above 130 /min",
        new Evidence(List.of(), null, null, null, "below 128 /min"));
  }
}
