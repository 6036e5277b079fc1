package dev.vigil.alerting;

import dev.vigil.alerting.CombinationPast.Base;
import dev.vigil.alerting.Moment.Kind;
import dev.vigil.alerting.rules.ChangeCheck;
import dev.vigil.alerting.rules.CombinedRule;
import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.Premises;
import dev.vigil.alerting.rules.Truth;
import dev.vigil.schemas.Reading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What late readings would have made of combined rules, had they come when they were measured: laid
 * over what was known at that time, as far as it is kept, and compared with it. It changes nothing.
 * A late reading speaks for its sensor until something else was heard at which that sensor had a
 * word of its own, or for as long as any word holds.
 */
final class LateCombinations {
  /** Measured so much before the patient's own time, a reading says nothing of now. */
  static final long LATE_SECONDS = 60;

  /**
   * A rule that would have been the case, and wasn't.
   *
   * @param measured second from which, the first of them
   * @param then what the late readings said at it, by vital sign
   */
  record Missed(long measured, Map<String, VitalWatch> then) {}

  private final Premises premises;
  private final Collection<CombinedRule> rules;
  private final Deque<Moment> known;
  private final CombinationReplay asKnown;
  private final CombinationReplay asMeasured;

  private final Map<String, VitalWatch> watches = new TreeMap<>();
  private final Map<String, Course> courses = new HashMap<>();
  private final SortedMap<String, Truth> said = new TreeMap<>();
  private final Map<String, Long> saidAt = new HashMap<>();
  private final SortedMap<String, Missed> missed = new TreeMap<>();

  /**
   * What the late ones among the readings of a record would have made of the rules.
   *
   * @param own the patient's own time before the record
   * @return by rule
   */
  static SortedMap<String, Missed> missed(
      List<Reading> readings, long own, CombinationPast past, Scene at) {
    List<Reading> late = late(readings, own, at);
    return late.isEmpty()
        ? Collections.emptySortedMap()
        : new LateCombinations(past, at.policy(), late.get(0).measured()).look(late);
  }

  /** Without those that the record itself corrects or takes back. */
  private static List<Reading> late(List<Reading> readings, long own, Scene at) {
    Set<Revision.Identity> revised = new HashSet<>();
    List<Reading> late = new ArrayList<>();
    for (Reading reading : readings) {
      VitalWatch watch = at.state().vitals().get(reading.vital());
      if (reading.status() != Reading.Status.FINAL) {
        revised.add(Revision.Identity.of(reading));
      } else if (reading.measured() < own - LATE_SECONDS
          || (watch != null && !watch.isCurrent(reading))) {
        late.add(reading);
      }
    }
    late.removeIf(reading -> revised.contains(Revision.Identity.of(reading)));
    return late;
  }

  /**
   * @param first second at which the first of the late readings was measured
   */
  private LateCombinations(CombinationPast past, Policy policy, long first) {
    premises = policy.premises();
    rules = policy.combined().values();
    Base base = past.base();
    // What was the case before is known only after the base.
    Base start =
        base.stamp() <= first
            ? base
            : new Base(
                new Holding(),
                Collections.emptySortedMap(),
                Long.MIN_VALUE,
                Long.MIN_VALUE,
                Conditions.NEVER);
    asKnown = new CombinationReplay(start, rules);
    asMeasured = new CombinationReplay(start, rules);
    List<Moment> moments = new ArrayList<>(past.moments());
    moments.sort(Comparator.comparingLong(LateCombinations::time));
    known = new ArrayDeque<>(moments);
  }

  /** By the patient's own time: what a reading said was so when it was measured. */
  private static long time(Moment moment) {
    return moment.kind() == Kind.READINGS ? moment.second() : moment.stamp();
  }

  /** Goes through them, in the order in which they were measured. */
  private SortedMap<String, Missed> look(List<Reading> late) {
    for (int i = 0; i < late.size(); i++) {
      long second = late.get(i).measured();
      while (!known.isEmpty() && time(known.element()) <= second) {
        known(known.remove());
      }
      take(late.get(i));
      if (i + 1 == late.size() || late.get(i + 1).measured() != second) {
        late(second);
      }
    }
    return missed;
  }

  /** What its sensor says from then on. */
  private void take(Reading reading) {
    VitalWatch watch = watches.computeIfAbsent(reading.vital(), vital -> new VitalWatch());
    if (!watch.isCurrent(reading)) {
      return;
    }
    VitalChecks checks = VitalChecks.asked(reading.vital(), premises);
    watch.judge(reading, checks.allLimits(), reading.measured());
    for (ChangeCheck change : checks.changes()) {
      String name = PremiseFacts.name(change.id(), reading.sensor());
      Course course = courses.computeIfAbsent(name, key -> new Course());
      course.add(reading.measured(), reading.value(), change.withinSeconds());
      watch.note(reading, change.id(), course.judge(change), reading.measured());
    }
  }

  private void known(Moment moment) {
    long time = time(moment);
    asKnown.to(new Moment(moment.kind(), time, time, moment.changes()));
    if (moment.kind() == Kind.READINGS) {
      said.keySet().removeAll(asKnown.facts().keySet());
    }
    lay(moment.kind(), time);
  }

  private void late(long second) {
    for (Map.Entry<String, VitalWatch> entry : watches.entrySet()) {
      VitalChecks checks = VitalChecks.asked(entry.getKey(), premises);
      entry
          .getValue()
          .sensors()
          .forEach(
              (sensor, last) -> {
                if (last.measured() == second) {
                  say(checks, sensor, last, second);
                }
              });
    }
    asKnown.to(new Moment(Kind.TIME, second, second, Collections.emptySortedMap()));
    lay(Kind.READINGS, second);
  }

  private void say(VitalChecks checks, String sensor, VitalWatch.Sensor last, long second) {
    PremiseFacts.said(
            checks,
            sensor,
            last.conditions(),
            change -> courses.get(PremiseFacts.name(change, sensor)))
        .forEach(
            (name, truth) -> {
              said.put(name, truth);
              saidAt.put(name, second);
            });
  }

  /** Lays what was late over what was known. */
  private void lay(Kind kind, long time) {
    said.keySet()
        .removeIf(name -> saidAt.getOrDefault(name, time) <= time - VitalWatch.SPEAKS_SECONDS);
    SortedMap<String, Truth> facts = new TreeMap<>(asKnown.facts());
    facts.putAll(said);
    asMeasured.to(new Moment(kind, time, time, Moment.changes(asMeasured.facts(), facts)));
    for (CombinedRule rule : rules) {
      if (!missed.containsKey(rule.id()) && asksThem(rule) && isMissed(rule.id())) {
        Map<String, VitalWatch> then = new TreeMap<>(watches);
        then.replaceAll((vital, watch) -> watch.copy());
        missed.put(rule.id(), new Missed(time, then));
      }
    }
  }

  /** Whether a late reading can be the reason. */
  private boolean asksThem(CombinedRule rule) {
    return !Collections.disjoint(CombinationFinding.asked(rule), watches.keySet());
  }

  /** At this moment, or at a deadline since the one before. */
  private boolean isMissed(String rule) {
    boolean now =
        asMeasured.holding().rules().isPresent(rule) && !asKnown.holding().rules().isPresent(rule);
    return now || (asMeasured.stood().contains(rule) && !asKnown.stood().contains(rule));
  }
}
