package dev.vigil.history;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Priority;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of an alert. Its key is the output's number within its patient, which one
 * (alert, sequence) keeps in every refold of the log.
 *
 * @param patient pseudonymous id
 * @param alert id of the alert
 * @param sequence of this alert's transitions, from 1
 * @param ward ward at that moment
 * @param bed bed at that moment
 * @param rule id of the rule
 * @param kind what the rule looks at
 * @param state the state from now on
 * @param priority the priority from now on
 * @param cause what made it happen
 * @param measured measured second of the reading that decided, or the instant
 * @param decided instant of the decision, whole seconds since the epoch
 * @param by who, where a person did it
 * @param because why, for people
 * @param evidence what it stands on, JSON of {@link dev.vigil.schemas.Evidence}
 * @param number of the output
 */
public record TransitionRow(
    String patient,
    String alert,
    int sequence,
    String ward,
    String bed,
    String rule,
    AlertTransition.Kind kind,
    AlertTransition.State state,
    Priority priority,
    AlertTransition.Cause cause,
    long measured,
    long decided,
    @Nullable String by,
    String because,
    String evidence,
    OutputNumber number)
    implements HistoryRow {
  public TransitionRow {
    requireNonNull(patient, "patient is null");
    requireNonNull(alert, "alert is null");
    requireNonNull(ward, "ward is null");
    requireNonNull(bed, "bed is null");
    requireNonNull(rule, "rule is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(state, "state is null");
    requireNonNull(priority, "priority is null");
    requireNonNull(cause, "cause is null");
    requireNonNull(because, "because is null");
    requireNonNull(evidence, "evidence is null");
    requireNonNull(number, "number is null");
  }

  /** The row of a transition that went out with this number. */
  public static TransitionRow of(AlertTransition transition, OutputNumber number) {
    return new TransitionRow(
        transition.patient(),
        transition.alert(),
        transition.sequence(),
        transition.ward(),
        transition.bed(),
        transition.rule(),
        transition.kind(),
        transition.state(),
        transition.priority(),
        transition.cause(),
        transition.measured(),
        transition.decided(),
        transition.by(),
        transition.because(),
        new String(Json.encode(transition.evidence()), StandardCharsets.UTF_8),
        number);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.transition(this);
  }
}
