package dev.vigil.alerting;

import dev.vigil.alerting.Combinations.OwnTime;
import dev.vigil.alerting.Combinations.Said;
import dev.vigil.alerting.rules.ChangeCheck;
import dev.vigil.alerting.rules.CombinedRule;
import dev.vigil.alerting.rules.Facts;
import dev.vigil.alerting.rules.LimitCheck;
import dev.vigil.alerting.rules.Premise;
import dev.vigil.alerting.rules.Premises;
import dev.vigil.alerting.rules.Truth;
import dev.vigil.alerting.rules.Verdict;
import dev.vigil.schemas.Reading;
import java.util.TreeSet;

/**
 * Rules of several things at once. Limits and scores that they ask about are conditions of the same
 * watches that single rules have; here stands what time and the tree make of them. The tree is
 * judged after each measured second of a record, and at each deadline, so that a batch comes to
 * what the same readings one by one would have come to.
 */
final class CombinationJudge implements Facts {
  private static final String SUBJECT = "rule/";

  /** Id of the one deadline of all combined rules. */
  private static final String ALL = "rule";

  private final Scene at;
  private final Premises premises;
  private final Combinations state;
  // Only within a judgement.
  private long own;
  private boolean heard;
  private long due;

  CombinationJudge(Scene at) {
    this.at = at;
    premises = at.policy().premises();
    state = at.state().combinations();
  }

  static boolean owns(String subject) {
    return subject.startsWith(SUBJECT);
  }

  /** Whether there is nothing to do, as with most policies. */
  boolean isIdle() {
    return at.policy().combined().isEmpty()
        && state.isEmpty()
        && at.state().book().open().keySet().stream().noneMatch(CombinationJudge::owns);
  }

  /** Takes a current reading, after its watch has. */
  void reading(VitalWatch watch, Reading reading) {
    for (ChangeCheck check : premises.changes(reading.vital())) {
      String name = check.id() + ' ' + reading.sensor();
      Course course = state.courses().computeIfAbsent(name, key -> new Course());
      course.add(reading.measured(), reading.value(), check.withinSeconds());
      watch.note(reading, check.id(), course.judge(check), at.now());
      String own = check.id() + ' ';
      state
          .courses()
          .keySet()
          .removeIf(
              key ->
                  key.startsWith(own) && !watch.sensors().containsKey(key.substring(own.length())));
    }
  }

  /** All readings measured at one second have been taken. */
  void second(long measured) {
    if (!at.policy().combined().isEmpty()) {
      OwnTime before = state.time();
      long latest = before == null ? measured : Math.max(before.measured(), measured);
      state.time(new OwnTime(latest, at.now()));
      heard = true;
      judge(latest);
      heard = false;
    }
  }

  /** Rules changed: what was kept for others is forgotten. */
  void retain() {
    state.said().keySet().removeIf(id -> !premises.has(id));
    state.courses().keySet().removeIf(name -> !premises.has(name.substring(0, name.indexOf(' '))));
    state.rules().retain(at.policy().combined().keySet());
    if (at.policy().combined().isEmpty()) {
      state.time(null);
    }
  }

  /** Judges by what is known now, and brings the alerts in line. */
  void settle() {
    OwnTime time = state.time();
    judge(time == null ? at.now() : time.at(at.now()));
    if (due == Conditions.NEVER) {
      at.step().cancel(LimitJudge.DELAY, ALL);
    } else {
      at.step().schedule(due, LimitJudge.DELAY, ALL);
    }
    TreeSet<String> rules = new TreeSet<>(at.policy().combined().keySet());
    for (String subject : at.state().book().open().keySet()) {
      if (owns(subject)) {
        rules.add(subject.substring(SUBJECT.length()));
      }
    }
    for (String rule : rules) {
      boolean holds = state.rules().isPresent(rule);
      CombinedRule combined = at.policy().combined().get(rule);
      at.state().book().settle(SUBJECT + rule, new CombinationFinding(combined, holds, at), at);
    }
  }

  /** Nothing is watched any more. */
  void stop() {
    at.step().cancel(LimitJudge.DELAY, ALL);
    state.clear();
  }

  private void judge(long ownTime) {
    own = ownTime;
    due = Conditions.NEVER;
    for (CombinedRule rule : at.policy().combined().values()) {
      Verdict verdict =
          switch (rule.when().judge(this)) {
            case TRUE -> Verdict.BEYOND;
            case FALSE -> Verdict.INSIDE;
            case UNKNOWN -> Verdict.UNKNOWN;
          };
      state.rules().judge(rule.id(), verdict, own, at.now(), 0);
    }
  }

  @Override
  public Truth beyond(Premise.OfVital premise) {
    VitalWatch watch = at.state().vitals().get(premise.sign().id());
    LimitCheck check = premise.check();
    return watch == null || watch.sensors().isEmpty()
        ? Truth.UNKNOWN
        : Truth.of(isPresent(watch, check.id()));
  }

  @Override
  public Truth changed(Premise.OfChange premise) {
    VitalWatch watch = at.state().vitals().get(premise.sign().id());
    String id = premise.check().id();
    if (watch == null) {
      return Truth.UNKNOWN;
    }
    if (isPresent(watch, id)) {
      return Truth.TRUE;
    }
    for (String sensor : watch.sensors().keySet()) {
      Course course = state.courses().get(id + ' ' + sensor);
      if (course != null && course.judge(premise.check()) != Verdict.UNKNOWN) {
        return Truth.FALSE;
      }
    }
    return Truth.UNKNOWN;
  }

  @Override
  public Truth reached(Premise.OfScore premise) {
    ScoreWatch watch = at.state().scores().get(premise.rule().model());
    if (watch == null) {
      return Truth.UNKNOWN;
    }
    if (watch.conditions().isPresent(premise.id())) {
      return Truth.TRUE;
    }
    boolean told = premise.rule().judge(watch.last()) != Verdict.UNKNOWN;
    return told ? Truth.FALSE : Truth.UNKNOWN;
  }

  @Override
  public Truth unmonitored(String vital) {
    return Truth.of(new SilenceJudge(at).isMissing(vital));
  }

  @Override
  public Lapse lapse(String id, Truth part, int seconds) {
    Said said = state.said().get(id);
    if (part != Truth.UNKNOWN && (said == null || said.holds() != (part == Truth.TRUE))) {
      // What isn't the case at the very beginning never was.
      boolean never = said == null && part == Truth.FALSE;
      said = new Said(part == Truth.TRUE, own, at.now(), never);
    }
    if (said == null) {
      return new Lapse(false, false, false);
    }
    said = heard ? said.heard(own, seconds) : said;
    said = said.elapsed(at.now(), seconds);
    state.said().put(id, said);
    if (!said.lasted()) {
      due = Math.min(due, said.stamp() + seconds);
    }
    return new Lapse(true, said.holds(), said.lasted());
  }

  private static boolean isPresent(VitalWatch watch, String id) {
    return watch.sensors().values().stream().anyMatch(sensor -> sensor.conditions().isPresent(id));
  }
}
