package dev.vigil.alerting;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.rules.Policy;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.Command;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Resume;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.VitalSigns;
import dev.vigil.schemas.fold.Deadline;
import dev.vigil.schemas.fold.PatientFold;
import dev.vigil.schemas.fold.Step;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What alerts one patient has: a pure function of the patient's part of the log and of what {@link
 * Governance} says at each instant.
 *
 * <p>Each step first takes note of what people decided (rules, models), then of what happened, then
 * tells of all that changed: transitions in a fixed order, and after them the episode.
 */
public final class AlertFold implements PatientFold<PatientAlerts, AlertOutput> {
  /** Kind of the deadline at which a patient's state may end. */
  private static final String FORGET = "forget";

  /**
   * A patient who isn't admitted is forgotten when nothing has come for this long. Until then it is
   * known that readings which are still coming belong to nobody who is watched.
   */
  private static final long FORGET_SECONDS = 48 * 3600;

  private static final Comparator<Reading> BY_TIME =
      Comparator.comparingLong(Reading::measured)
          .thenComparing(Reading::vital)
          .thenComparing(Reading::sensor);

  private final Governance governance;

  /**
   * The fold.
   *
   * @param governance which rules and models hold at which instant
   */
  public AlertFold(Governance governance) {
    this.governance = requireNonNull(governance, "governance is null");
  }

  @Override
  public Set<RecordType> reads() {
    return EnumSet.of(
        RecordType.READINGS,
        RecordType.CONTEXT,
        RecordType.COMMAND,
        RecordType.SCORE,
        RecordType.RESUME);
  }

  @Override
  public void apply(PatientAlerts state, PatientRecord record, Step<AlertOutput> step) {
    Scene at = begin(state, step, known(record, step));
    if (record instanceof ContextChange change) {
      context(change.context(), at);
      // Another ward or age has other rules.
      at = begin(state, step, known(record, step));
    } else {
      if (state.isWatched()) {
        happened(record, at);
        new Waits(state.book(), at).planned();
      }
      if (state.context() == null || !state.isWatched()) {
        step.schedule(step.now() + FORGET_SECONDS, FORGET, "");
      }
    }
    close(at, Moment.Kind.RECORD);
  }

  @Override
  public void due(PatientAlerts state, Deadline deadline, Step<AlertOutput> step) {
    Scene at = begin(state, step, step.now());
    Waits waits = new Waits(state.book(), at);
    switch (deadline.kind()) {
      case LimitJudge.DELAY -> elapse(deadline.id(), at);
      case SilenceJudge.SILENCE -> new SilenceJudge(at).judge(deadline.id());
      case Waits.ANSWER -> waits.endAnswer(deadline.id());
      case Waits.SHELF -> waits.endShelf(deadline.id());
      case Waits.ESCALATION -> waits.escalate(deadline.id());
      case FORGET -> forget(at);
      default ->
          throw new IllegalStateException("no deadline of kind '" + deadline.kind() + "' is ours");
    }
    close(at, Moment.Kind.TIME);
  }

  private static void close(Scene at, Moment.Kind kind) {
    CombinationJudge combinations = new CombinationJudge(at);
    if (at.state().isWatched() && !combinations.isIdle()) {
      combinations.settle(kind);
    }
    new Waits(at.state().book(), at).endWithTheShift();
    at.state().book().close(at);
  }

  /** When Vigil first knew of what a record is about. */
  private static long known(PatientRecord record, Step<AlertOutput> step) {
    if (record instanceof Readings readings) {
      return readings.received();
    }
    return record instanceof Score score ? score.known() : step.now();
  }

  /** Takes note of what people decided since the last step. */
  private Scene begin(PatientAlerts state, Step<AlertOutput> step, long known) {
    Policy policy = governance.policyAt(step.now()).forPatient(state.context());
    Scene at = new Scene(state, policy, governance, step, known);
    new ScoreJudge(at).dropRetired();
    if (policy.fingerprint() != state.policy()) {
      state.policy(policy.fingerprint());
      new LimitJudge(at).rejudge();
      new ScoreJudge(at).rejudge();
      new SilenceJudge(at).rejudge();
      new CombinationJudge(at).retain();
    }
    return at;
  }

  private static void happened(PatientRecord record, Scene at) {
    if (record instanceof Readings readings) {
      List<Reading> usable = usable(readings, at);
      new SilenceJudge(at)
          .readings(usable.stream().filter(r -> r.status() != Reading.Status.WITHDRAWN).toList());
      new LimitJudge(at).readings(usable);
    } else if (record instanceof Score score) {
      new ScoreJudge(at).score(score);
    } else if (record instanceof Resume resume && resume.counts(at.now())) {
      new SilenceJudge(at).resume(resume);
    } else if (record instanceof Command command) {
      new Answers(at).take(command);
    }
  }

  /** What says something of now, in the order in which it was measured. */
  private static List<Reading> usable(Readings readings, Scene at) {
    return readings.readings().stream()
        .filter(reading -> at.isOfNow(reading.measured()))
        .filter(reading -> VitalSigns.catalogue().find(reading.vital()) != null)
        .sorted(BY_TIME)
        .toList();
  }

  private static void elapse(String subject, Scene at) {
    if (LimitJudge.owns(subject)) {
      new LimitJudge(at).elapse(subject);
    } else if (ScoreJudge.owns(subject)) {
      new ScoreJudge(at).elapse(subject);
    }
  }

  private static void context(PatientContext next, Scene at) {
    PatientContext before = at.state().context();
    if (before != null && next.version() <= before.version()) {
      return;
    }
    at.state().context(next);
    if (!next.isAdmitted()) {
      discharge(at);
      return;
    }
    at.step().cancel(FORGET, "");
    new SilenceJudge(at).replan(before == null ? MonitoringPlan.NONE : before.plan());
    if (before == null || !before.limits().equals(next.limits())) {
      new LimitJudge(at).rejudge();
    }
    if (before != null && !before.ward().equals(next.ward())) {
      new Waits(at.state().book(), at).moved();
    }
  }

  private static void discharge(Scene at) {
    PatientAlerts state = at.state();
    state.book().endAll(Cause.DISCHARGED, "The patient is no longer watched", at);
    new LimitJudge(at).stop();
    new ScoreJudge(at).stop();
    new SilenceJudge(at).stop();
    new CombinationJudge(at).stop();
    at.step().schedule(at.now() + FORGET_SECONDS, FORGET, "");
  }

  private static void forget(Scene at) {
    if (at.state().book().isEmpty()) {
      at.step().forget();
    } else {
      at.step().schedule(at.now() + FORGET_SECONDS, FORGET, "");
    }
  }
}
