package dev.vigil.alerting.channels;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.Escalation;
import dev.vigil.schemas.AlertTransition.Recipient;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.TechnicalAlert;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Alerts in words, and which of their transitions ask somebody. */
final class AlertText {
  /** Of these a person is told who must come, or come again. */
  private static final Set<Cause> CALLS =
      Set.of(
          Cause.RAISED,
          Cause.STEPPED_UP,
          Cause.RE_RAISED,
          Cause.UNSHELVED,
          Cause.ESCALATED,
          Cause.ESCALATION_ENDED);

  private AlertText() {}

  /** Whether it asks somebody to come, now: not in the quiet hours of its ward. */
  static boolean calls(AlertTransition transition) {
    return transition.state() == State.ACTIVE
        && CALLS.contains(transition.cause())
        && isAsking(transition);
  }

  /** Whether somebody is asked: by a ladder that has begun. */
  static boolean isAsking(AlertTransition transition) {
    Escalation escalation = transition.escalation();
    return escalation != null && (escalation.level() >= 0 || escalation.over());
  }

  /** What every message of somebody who isn't a patient begins with; nothing for a patient. */
  static String mark(Origin origin) {
    return origin == Origin.REAL ? "" : origin.name() + " (not a patient) ";
  }

  /** The same for what isn't about a patient. */
  static String worldMark(Origin world) {
    return world == Origin.REAL ? "" : world.name() + " (a recorded world) ";
  }

  /** {@code HIGH}. */
  static String urgency(AlertTransition transition) {
    return transition.priority().name();
  }

  /** {@code ward A bed 3}. */
  static String place(AlertTransition transition) {
    return "ward " + plain(transition.ward()) + " bed " + plain(transition.bed());
  }

  /** {@code stepped-up}. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Free text that stands in one line: a line break in it must not forge another. */
  static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /** What is wrong, on which readings, what would clear it, and who is asked. */
  static String explained(AlertTransition transition) {
    StringBuilder text = new StringBuilder(transition.because()).append('\n');
    for (Evidence.Sample sample : transition.evidence().readings()) {
      text.append("  ").append(sample.vital()).append(' ').append(sample.value());
      text.append(' ').append(sample.unit()).append(" at ");
      text.append(Instant.ofEpochSecond(sample.measured())).append('\n');
    }
    text.append(transition.evidence().clears()).append('\n');
    String asked = asked(transition);
    return asked.isEmpty() ? text.toString() : text.append(asked).append('\n').toString();
  }

  private static String asked(AlertTransition transition) {
    Escalation escalation = transition.escalation();
    if (escalation == null) {
      return "";
    }
    return escalation.over()
        ? "Nobody answered, and nobody is left to ask."
        : escalation.to().stream()
            .map(AlertText::name)
            .collect(Collectors.joining(", ", "Asked: ", "."));
  }

  private static String name(Recipient to) {
    return to.person() == null
        ? to.role() + " (nobody on the rota)"
        : to.role() + " " + to.person();
  }

  /** One line: {@code Vigil technical alert (high) channel/webhook undelivered: because}. */
  static String headline(TechnicalAlert alert, Origin world) {
    return worldMark(world)
        + "Vigil technical alert "
        + (alert.isRaised() ? "" : "over ")
        + "("
        + word(alert.priority())
        + ") "
        + plain(alert.subject())
        + " "
        + alert.condition();
  }

  /** What is wrong, since when, and what to do. */
  static String explained(TechnicalAlert alert) {
    return alert.because()
        + ".\nSince "
        + Instant.ofEpochSecond(alert.since())
        + (alert.isRaised()
            ? ".\n" + alert.remedy()
            : ", over at " + Instant.ofEpochSecond(alert.at()) + ".")
        + "\n";
  }

  /** The same whenever the same comes: of a patient's alert. */
  static String key(AlertTransition transition) {
    return transition.alert() + "/" + transition.sequence();
  }

  /** The same whenever the same comes: of a technical alert. */
  static String key(TechnicalAlert alert) {
    return "technical/" + alert.key() + "/" + alert.since() + "/" + alert.sequence();
  }
}
