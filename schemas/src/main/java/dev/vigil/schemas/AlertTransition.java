package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
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
 * @param known when Vigil first knew of what decided, whole seconds since the epoch; null in
 *     transitions written before this was told
 * @param quiet what an acknowledgement or a shelf ends by; null where nothing but the alert's own
 *     course ends it
 * @param escalation whom it asks, and since when; null where it asks nobody
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
    Evidence evidence,
    @Nullable Long known,
    @Nullable Quiet quiet,
    @Nullable Escalation escalation) {

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
    /** A person put it aside until an end that is set. */
    @JsonProperty("shelved")
    SHELVED,
    /** It was told and turned out not to be true; it stays until a person has seen that. */
    @JsonProperty("withdrawn")
    WITHDRAWN,
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
    /** Quiet is over, or it is true after all: it asks again. */
    @JsonProperty("re-raised")
    RE_RAISED,
    @JsonProperty("shelved")
    SHELVED,
    @JsonProperty("unshelved")
    UNSHELVED,
    /** Nobody answered: the next person is asked. */
    @JsonProperty("escalated")
    ESCALATED,
    /** Nobody answered, and there is nobody else to ask. */
    @JsonProperty("escalation-ended")
    ESCALATION_ENDED,
    /** A reading it stands on was corrected, withdrawn or came late; it stands all the same. */
    @JsonProperty("amended")
    AMENDED,
    /** A reading was corrected, withdrawn or came late, and the alert doesn't stand. */
    @JsonProperty("withdrawn")
    WITHDRAWN,
    /** A person has seen that it was withdrawn. */
    @JsonProperty("seen")
    SEEN,
    /** It was so for a time, and was over before Vigil knew of it. */
    @JsonProperty("retrospective")
    RETROSPECTIVE,
    @JsonProperty("cleared")
    CLEARED,
    @JsonProperty("discharged")
    DISCHARGED,
    @JsonProperty("rule-removed")
    RULE_REMOVED
  }

  /**
   * What ends an acknowledgement or a shelf, whichever comes first. A step-up ends both in any
   * case.
   *
   * @param until instant at which it is over, whole seconds since the epoch; null for none
   * @param beyond a value farther from normal than this ends it, in the unit of the limit or score
   * @param anotherKind whether an alert of another kind, newly raised for the patient, ends it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Quiet(@Nullable Long until, @Nullable BigDecimal beyond, boolean anotherKind) {}

  /**
   * Whom an alert asks.
   *
   * @param level of the ward's ladder that was reached, from 0; -1 before the first
   * @param since instant from which it asks, whole seconds since the epoch
   * @param over whether nobody is left to ask
   * @param to who is asked at this level; empty if nobody is yet
   */
  public record Escalation(
      int level,
      long since,
      boolean over,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Recipient> to) {
    public Escalation {
      to = to == null ? List.of() : List.copyOf(to);
    }
  }

  /**
   * One who is asked.
   *
   * @param role as the ward calls it
   * @param person who has this duty then; null if the rota names nobody
   * @param contact e-mail address; null if there is none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Recipient(String role, @Nullable String person, @Nullable String contact) {
    public Recipient {
      requireNonNull(role, "role is null");
    }
  }

  /** Of an alert that asks nobody by name and isn't quiet. */
  public AlertTransition(
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
    this(
        alert, sequence, patient, origin, ward, bed, rule, kind, state, priority, cause, measured,
        decided, by, because, evidence, null, null, null);
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

  /** The same transition, quiet in this way and asking these people. */
  public AlertTransition with(@Nullable Quiet newQuiet, @Nullable Escalation newEscalation) {
    return new AlertTransition(
        alert,
        sequence,
        patient,
        origin,
        ward,
        bed,
        rule,
        kind,
        state,
        priority,
        cause,
        measured,
        decided,
        by,
        because,
        evidence,
        known,
        newQuiet,
        newEscalation);
  }
}
