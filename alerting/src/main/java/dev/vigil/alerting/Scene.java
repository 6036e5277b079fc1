package dev.vigil.alerting;

import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.ScoreRule;
import dev.vigil.alerting.wards.WardPlan;
import dev.vigil.schemas.AlertTransition.Escalation;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.fold.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of one patient: the time, the rules that hold, where the patient is, and the way out.
 *
 * @param known when Vigil first knew of what this step is about, whole seconds since the epoch; of
 *     a deadline its instant, because only then it was known that nothing had come
 */
record Scene(
    PatientAlerts state, Policy policy, Governance governance, Step<AlertOutput> step, long known) {
  /** A reading measured this much before now, or earlier, is too late to say what is true now. */
  static final long LATEST_SECONDS = 24 * 3600;

  /** A reading measured more than this after now is from the future. */
  static final long EARLIEST_SECONDS = 60;

  /** Where a patient is. */
  record Place(Origin origin, String ward, String bed) {
    private static final Place UNKNOWN = new Place(Origin.REAL, "unknown", "unknown");
  }

  long now() {
    return step.now();
  }

  String patient() {
    return state.patient();
  }

  /** The rules that judge a model's scores: those of what is live for the patient. */
  List<ScoreRule> scoreRules(String model) {
    return policy.scoreRules(model, governance.liveThreshold(model, patient(), now()));
  }

  /** A patient whose context hasn't come is watched all the same. */
  Place place() {
    PatientContext context = state.context();
    return context == null
        ? Place.UNKNOWN
        : new Place(context.origin(), context.ward(), context.bed());
  }

  /** The limits that were set for the patient, or null. */
  PatientContext.@Nullable Limits ownLimits(String vital) {
    PatientContext context = state.context();
    return context == null ? null : context.limits().get(vital);
  }

  /** Whether something measured then says what is true now. */
  boolean isOfNow(long measured) {
    return measured > now() - LATEST_SECONDS && measured <= now() + EARLIEST_SECONDS;
  }

  /** How the patient's ward calls people. */
  WardPlan ward() {
    return governance.wardAt(place().ward(), now());
  }

  /** Whether the ward had a ladder for a priority at an earlier instant. */
  boolean hadLadder(Priority priority, long instant) {
    return governance.wardAt(place().ward(), instant).ladders().containsKey(priority);
  }

  /** Whom an alert that begins to ask now asks first; null if the ward has no ladder for it. */
  @Nullable Escalation asking(Priority priority) {
    return ward().begin(priority, now());
  }
}
