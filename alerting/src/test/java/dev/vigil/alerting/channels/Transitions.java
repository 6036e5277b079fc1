package dev.vigil.alerting.channels;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import java.util.List;

final class Transitions {
  private Transitions() {}

  static AlertTransition of(Origin origin, int sequence) {
    return new AlertTransition(
        "00ff",
        sequence,
        "p-1",
        origin,
        "A\nB",
        "3",
        "hr",
        AlertTransition.Kind.LIMIT,
        AlertTransition.State.ACTIVE,
        Priority.HIGH,
        AlertTransition.Cause.RAISED,
        100,
        100,
        null,
        "Heart rate is above 130.0 /min",
        new Evidence(List.of(), null, null, null, "Clears when it is lower"));
  }
}
