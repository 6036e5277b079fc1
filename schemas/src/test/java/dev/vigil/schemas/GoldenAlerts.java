package dev.vigil.schemas;

import static dev.vigil.schemas.GoldenMessages.NOON;

import java.math.BigDecimal;
import java.util.List;

/** One alert transition of each kind, for {@link GoldenMessages}. */
final class GoldenAlerts {
  private GoldenAlerts() {}

  static AlertTransition limitAlert() {
    return transition(
        "heart-rate-high",
        AlertTransition.Kind.LIMIT,
        AlertTransition.State.ACTIVE,
        AlertTransition.Cause.RAISED,
        null,
        new Evidence(
            List.of(
                new Evidence.Sample(
                    "heart-rate", new BigDecimal("131.0"), "/min", "mon-12", NOON - 1)),
            new BigDecimal("130"),
            null,
            null,
            "heart rate at or below 130 /min for 30 s"));
  }

  static AlertTransition scoreAlert() {
    return transition(
        "news2-high",
        AlertTransition.Kind.SCORE,
        AlertTransition.State.ACKNOWLEDGED,
        AlertTransition.Cause.ACKNOWLEDGED,
        "nurse-7",
        new Evidence(
            List.of(), new BigDecimal("7"), GoldenMessages.news2(), null, "NEWS2 below 7"));
  }

  static AlertTransition unmonitoredAlert() {
    return transition(
        "heart-rate-unmonitored",
        AlertTransition.Kind.UNMONITORED,
        AlertTransition.State.RESOLVED,
        AlertTransition.Cause.CLEARED,
        null,
        new Evidence(List.of(), null, null, NOON - 600, "a heart rate comes in"));
  }

  private static AlertTransition transition(
      String rule,
      AlertTransition.Kind kind,
      AlertTransition.State state,
      AlertTransition.Cause cause,
      String by,
      Evidence evidence) {
    return new AlertTransition(
        "a-" + rule,
        2,
        "p-001",
        PatientContext.Origin.DEMO,
        "ward-3",
        "12",
        rule,
        kind,
        state,
        Priority.HIGH,
        cause,
        NOON - 1,
        NOON,
        by,
        "it was so",
        evidence);
  }
}
