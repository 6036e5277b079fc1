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
        new Evidence(List.of(), new BigDecimal("7"), GoldenScores.news2(), null, "NEWS2 below 7"));
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

  static AlertTransition escalatedAlert() {
    AlertTransition alert = limitAlert();
    return next(
        alert,
        AlertTransition.State.ACTIVE,
        AlertTransition.Cause.ESCALATED,
        null,
        new AlertTransition.Escalation(
            1,
            NOON - 120,
            false,
            List.of(
                new AlertTransition.Recipient("physician", "physician-2", "p2@ward.example"),
                new AlertTransition.Recipient("nurse in charge", null, null))));
  }

  static AlertTransition shelvedAlert() {
    return next(
        scoreAlert(),
        AlertTransition.State.SHELVED,
        AlertTransition.Cause.SHELVED,
        new AlertTransition.Quiet(NOON + 3600, new BigDecimal("9"), true),
        null);
  }

  static Command shelve() {
    return new Command(
        "p-001",
        "c-2",
        Command.Kind.SHELVE,
        "a-1",
        2,
        "nurse-7",
        "known, physician informed",
        new Command.Terms(NOON + 3600, new BigDecimal("2.5"), false));
  }

  private static AlertTransition next(
      AlertTransition of,
      AlertTransition.State state,
      AlertTransition.Cause cause,
      AlertTransition.Quiet quiet,
      AlertTransition.Escalation escalation) {
    return new AlertTransition(
        of.alert(),
        of.sequence() + 1,
        of.patient(),
        of.origin(),
        of.ward(),
        of.bed(),
        of.rule(),
        of.kind(),
        state,
        of.priority(),
        cause,
        of.measured(),
        NOON,
        quiet == null ? null : "nurse-7",
        of.because(),
        of.evidence(),
        NOON - 1,
        quiet,
        escalation);
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
