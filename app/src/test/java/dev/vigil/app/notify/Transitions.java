package dev.vigil.app.notify;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import java.util.List;

/** Transitions, of real patients where nothing else is said. */
public final class Transitions {
  private Transitions() {}

  static AlertTransition of(String patient, String alert, int sequence, State state) {
    return of(Origin.REAL, patient, alert, sequence, state);
  }

  static AlertTransition of(
      Origin origin, String patient, String alert, int sequence, State state) {
    return of(origin, patient, alert, sequence, state, Priority.HIGH, 100);
  }

  public static AlertTransition of(
      String patient, String alert, int sequence, State state, Priority priority, long decided) {
    return of(Origin.REAL, patient, alert, sequence, state, priority, decided);
  }

  private static AlertTransition of(
      Origin origin,
      String patient,
      String alert,
      int sequence,
      State state,
      Priority priority,
      long decided) {
    return new AlertTransition(
        alert,
        sequence,
        patient,
        origin,
        "a",
        "7",
        "spo2-low",
        Kind.LIMIT,
        state,
        priority,
        state == State.RESOLVED ? Cause.CLEARED : Cause.RAISED,
        decided,
        decided,
        null,
        "a test",
        new Evidence(List.of(), null, null, null, "Clears when it is higher"));
  }
}
