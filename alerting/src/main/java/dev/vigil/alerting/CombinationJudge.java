package dev.vigil.alerting;

import dev.vigil.alerting.Finding.Account;
import dev.vigil.alerting.Finding.Lead;
import dev.vigil.alerting.Moment.Kind;
import dev.vigil.alerting.rules.ChangeCheck;
import dev.vigil.alerting.rules.CombinedRule;
import dev.vigil.alerting.rules.Premises;
import dev.vigil.alerting.rules.Truth;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Reading;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rules of several things at once. Limits and scores that they ask about are conditions of the same
 * watches that single rules have; here stands what time and the tree make of them. The tree is
 * judged after each measured second of a record, and at each deadline, so that a batch comes to
 * what the same readings one by one would have come to. Where earlier readings turn out to be
 * others, the last moments are judged again.
 */
final class CombinationJudge {
  private static final String SUBJECT = "rule/";

  /** Id of the one deadline of all combined rules. */
  private static final String ALL = "rule";

  private final Scene at;
  private final Premises premises;
  private final Combinations state;

  /** What this record says was the case, as it stood then, of rules that have no alert. */
  private final SortedMap<String, Account> were = new TreeMap<>();

  /** What late readings of this record say was the case, whatever is known of now. */
  private final SortedMap<String, Account> late = new TreeMap<>();

  /** The patient's own time before the record. */
  private final long before;

  private @Nullable CombinationReplay again;

  CombinationJudge(Scene at) {
    this.at = at;
    premises = at.policy().premises();
    state = at.state().combinations();
    Holding.OwnTime time = state.holding().time();
    before = time == null ? Long.MIN_VALUE / 2 : time.measured();
  }

  static boolean owns(String subject) {
    return subject.startsWith(SUBJECT);
  }

  /** Whether there is nothing to do, as with most policies. */
  boolean isIdle() {
    return rules().isEmpty()
        && state.isEmpty()
        && at.state().book().open().keySet().stream().noneMatch(CombinationJudge::owns);
  }

  /** Takes a current reading, after its watch has. */
  void reading(VitalWatch watch, Reading reading) {
    for (ChangeCheck check : premises.changes(reading.vital())) {
      String name = PremiseFacts.name(check.id(), reading.sensor());
      Course course = state.courses().computeIfAbsent(name, key -> new Course());
      course.add(reading.measured(), reading.value(), check.withinSeconds());
      watch.note(reading, check.id(), course.judge(check), at.now());
      forgetSilent(watch, check);
    }
  }

  private void forgetSilent(VitalWatch watch, ChangeCheck check) {
    String sensors = PremiseFacts.name(check.id(), "");
    state
        .courses()
        .keySet()
        .removeIf(
            name ->
                name.startsWith(sensors)
                    && !watch.sensors().containsKey(name.substring(sensors.length())));
  }

  /**
   * Looks at what the late ones among the readings of a record would have come to then; before any
   * of them is taken.
   */
  void lookBack(List<Reading> readings) {
    CombinationPast past = state.past();
    if (past == null) {
      return;
    }
    LateCombinations.missed(readings, before, past, at)
        .forEach(
            (id, missed) -> {
              CombinedRule rule = at.policy().combined().get(id);
              if (rule != null && missed.measured() > told(rule)) {
                Account then = CombinationFinding.late(rule, missed.measured(), missed.then());
                late.put(id, then);
              }
            });
  }

  /** Until when some vital sign of the rule was told of: a batch that comes again tells nothing. */
  private long told(CombinedRule rule) {
    long told = Long.MAX_VALUE;
    for (String vital : CombinationFinding.asked(rule)) {
      VitalHistory history = at.state().histories().get(vital);
      told = Math.min(told, history == null ? Long.MIN_VALUE : history.told());
    }
    return told;
  }

  /** All readings measured at one second have been taken. */
  void second(long measured) {
    if (!rules().isEmpty()) {
      judge(Kind.READINGS, measured);
      // Of long ago it says nothing that the others, which are of now, could stand beside.
      if (measured >= before - LateCombinations.LATE_SECONDS) {
        look();
      }
    }
  }

  private void look() {
    for (CombinedRule rule : rules()) {
      if (holds(rule) && !were.containsKey(rule.id()) && !isOpen(rule)) {
        CombinationFinding finding = new CombinationFinding(rule, true, at);
        were.put(rule.id(), finding.problem(lead(rule)));
      }
    }
  }

  /** Tells of what came and went before it could be known. */
  void tell() {
    for (CombinedRule rule : rules()) {
      Account then = were.get(rule.id());
      boolean stood = again == null || again.stood().contains(rule.id());
      Account missed = then != null && stood ? then : late.get(rule.id());
      if (missed != null && !holds(rule) && !isOpen(rule)) {
        retrospect(rule, missed);
      }
    }
  }

  private void retrospect(CombinedRule rule, Account then) {
    for (String vital : CombinationFinding.asked(rule)) {
      VitalHistory history = at.state().histories().get(vital);
      if (history != null) {
        history.told(then.measured());
      }
    }
    Account over = then.adding("it was over before it was known");
    String subject = SUBJECT + rule.id();
    at.state().book().retrospect(subject, AlertTransition.Kind.COMBINATION, lead(rule), over, at);
  }

  private boolean holds(CombinedRule rule) {
    return state.holding().rules().isPresent(rule.id());
  }

  private boolean isOpen(CombinedRule rule) {
    return at.state().book().open().containsKey(SUBJECT + rule.id());
  }

  private static Lead lead(CombinedRule rule) {
    return new Lead(rule.id(), rule.priority());
  }

  /** Sensors said something else than was thought: what it came to is judged again. */
  void revise(List<Hindsight.Revised> revised) {
    CombinationPast past = state.past();
    if (past == null || revised.stream().allMatch(one -> one.trails().isEmpty())) {
      return;
    }
    String what = "";
    Set<Revision.Identity> readings = new HashSet<>();
    for (Hindsight.Revised one : revised) {
      one.trails().forEach(trail -> past.revise(trail, rules()));
      what = one.what();
      readings.addAll(one.readings());
    }
    CombinationReplay replay = past.replay(rules());
    again = replay;
    state.holding(replay.holding());
    String because = what;
    settle(Kind.RECORD, rule -> new Revision(because, readings, replay.stood().contains(rule)));
  }

  /** Rules changed: what was kept for others is forgotten, and can't be judged by these. */
  void retain() {
    Holding holding = state.holding();
    holding.said().keySet().removeIf(id -> !premises.has(id));
    state.courses().keySet().removeIf(name -> !premises.has(name.substring(0, name.indexOf(' '))));
    holding.rules().retain(at.policy().combined().keySet());
    if (rules().isEmpty()) {
      holding.time(null);
      state.past(null);
    } else {
      state.past(new CombinationPast(holding, PremiseFacts.now(at), at.now()));
    }
  }

  /**
   * Judges by what is known now, and brings the alerts in line.
   *
   * @param kind what made this moment
   */
  void settle(Kind kind) {
    settle(kind, rule -> null);
  }

  private void settle(Kind kind, Function<String, @Nullable Revision> revisions) {
    long due = judge(kind, 0);
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
      boolean holds = state.holding().rules().isPresent(rule);
      CombinedRule combined = at.policy().combined().get(rule);
      CombinationFinding finding = new CombinationFinding(combined, holds, at);
      at.state().book().settle(SUBJECT + rule, finding, revisions.apply(rule), at);
    }
  }

  /** Nothing is watched any more. */
  void stop() {
    at.step().cancel(LimitJudge.DELAY, ALL);
    state.clear();
  }

  private long judge(Kind kind, long second) {
    Holding holding = state.holding();
    if (!rules().isEmpty()) {
      SortedMap<String, Truth> facts = PremiseFacts.now(at);
      past(facts).add(kind, second, at.now(), facts, rules());
      if (kind == Kind.READINGS) {
        holding.heard(second, at.now());
      }
      return new MomentJudge(holding, rules()).judge(facts, at.now(), kind == Kind.READINGS);
    }
    return Conditions.NEVER;
  }

  /** What was kept by an earlier version of Vigil, or before a discharge, has none yet. */
  private CombinationPast past(SortedMap<String, Truth> facts) {
    CombinationPast past = state.past();
    if (past == null) {
      past = new CombinationPast(state.holding(), facts, at.now());
      state.past(past);
    }
    return past;
  }

  private Collection<CombinedRule> rules() {
    return at.policy().combined().values();
  }
}
