package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of an alert, ISA-18.2's words.
 *
 * @param alert id of the alert: opaque, the same in every refold of the log
 * @param sequence of this alert's transitions, from 1
 * @param patient pseudonymous id
 * @param origin what kind of patient; decides which channels it may reach
 * @param ward ward at that moment
 * @param bed bed at that moment
 * @param rule id of the rule of the policy
 * @param kind what the rule looks at
 * @param state the state that the alert is in from now on
 * @param priority the priority from now on
 * @param cause what made it happen
 * @param measured measured second of the reading that decided, or the instant, since the epoch
 * @param decided instant of the decision, whole seconds since the epoch
 * @param by who, where a person did it
 * @param because why, for people
 * @param evidence what it stands on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertTransition(
    String alert,
    int sequence,
    String patient,
    PatientContext.Origin origin,
    String ward,
    String bed,
    String rule,
    Kind kind,
    State state,
    Priority priority,
    Cause cause,
    long measured,
    long decided,
    @Nullable String by,
    String because,
    Evidence evidence) {

  /** What a rule looks at. */
  public enum Kind {
    @JsonProperty("limit")
    LIMIT,
    @JsonProperty("score")
    SCORE,
    @JsonProperty("combination")
    COMBINATION,
    @JsonProperty("unmonitored")
    UNMONITORED
  }

  /** Where an alert stands. */
  public enum State {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("acknowledged")
    ACKNOWLEDGED,
    @JsonProperty("resolved")
    RESOLVED
  }

  /** What made a transition happen. */
  public enum Cause {
    @JsonProperty("raised")
    RAISED,
    @JsonProperty("stepped-up")
    STEPPED_UP,
    @JsonProperty("stepped-down")
    STEPPED_DOWN,
    @JsonProperty("acknowledged")
    ACKNOWLEDGED,
    @JsonProperty("cleared")
    CLEARED,
    @JsonProperty("discharged")
    DISCHARGED,
    @JsonProperty("rule-removed")
    RULE_REMOVED
  }

  public AlertTransition {
    requireNonNull(alert, "alert is null");
    requireNonNull(patient, "patient is null");
    requireNonNull(origin, "origin is null");
    requireNonNull(ward, "ward is null");
    requireNonNull(bed, "bed is null");
    requireNonNull(rule, "rule is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(state, "state is null");
    requireNonNull(priority, "priority is null");
    requireNonNull(cause, "cause is null");
    requireNonNull(because, "because is null");
    requireNonNull(evidence, "evidence is null");
    if (sequence < 1) {
      throw new IllegalArgumentException("sequence " + sequence + " is below 1");
    }
  }
}
