package dev.vigil.alerting;

import dev.vigil.alerting.rules.ChangeCheck;
import dev.vigil.alerting.rules.LimitCheck;
import dev.vigil.alerting.rules.LimitCheck.Side;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Limits act on readings at once. All readings of a record are judged before anybody is told, so
 * that a batch raises what is true at its end and no storm.
 */
final class LimitJudge {
  /** Kind of the deadline at which a pending condition is over; shared with the scores. */
  static final String DELAY = "delay";

  private static final String SUBJECT = "limit/";

  private final Scene at;

  LimitJudge(Scene at) {
    this.at = at;
  }

  /** What an alert of one side of a vital sign is about. */
  static String subject(String vital, Side side) {
    return SUBJECT + vital + '/' + side.wireName();
  }

  static boolean owns(String subject) {
    return subject.startsWith(SUBJECT);
  }

  /**
   * Takes the readings of one record, withdrawals too, in the order in which they were measured.
   */
  void readings(List<Reading> readings) {
    SortedMap<String, Turn> turns = new TreeMap<>();
    CombinationJudge combinations = new CombinationJudge(at);
    combinations.lookBack(readings);
    for (int i = 0; i < readings.size(); i++) {
      Reading reading = readings.get(i);
      Turn turn = turns.computeIfAbsent(reading.vital(), Turn::new);
      if (turn.take(reading)) {
        combinations.reading(turn.watch, reading);
      }
      boolean last = i + 1 == readings.size();
      if (last || readings.get(i + 1).measured() != reading.measured()) {
        combinations.second(reading.measured());
      }
    }
    List<Hindsight.Revised> revised = new ArrayList<>();
    for (Turn turn : turns.values()) {
      Hindsight.Revised of = turn.end();
      if (of != null) {
        revised.add(of);
      }
    }
    combinations.revise(revised);
    combinations.tell();
  }

  /** What one record says of one vital sign. */
  private final class Turn {
    private final String vital;
    private final VitalWatch watch;
    private final VitalHistory history;
    private final VitalChecks checks;
    private final Hindsight hindsight;
    private final List<Reading> late = new ArrayList<>();
    private boolean judged;

    Turn(String vital) {
      this.vital = vital;
      watch = at.state().vitals().computeIfAbsent(vital, v -> new VitalWatch());
      history = at.state().histories().computeIfAbsent(vital, v -> new VitalHistory());
      checks = VitalChecks.of(vital, at);
      hindsight = new Hindsight(vital, history, checks, at);
    }

    /** True if it says something of now. */
    boolean take(Reading reading) {
      if (!watch.isCurrent(reading)) {
        late.add(reading);
        return false;
      }
      if (reading.status() == Reading.Status.WITHDRAWN) {
        return false;
      }
      begin(reading.sensor());
      watch.judge(reading, checks.allLimits(), at.now());
      history.add(reading, at.now(), checks);
      // At once: a sensor that comes again in the same record begins anew.
      history.retain(watch.sensors().keySet());
      hindsight.look(watch, reading.measured());
      judged = true;
      return true;
    }

    /** Keeps the sensor's readings from now on, with what it came to before. */
    private void begin(String sensor) {
      if (!history.sensors().containsKey(sensor)) {
        SortedMap<String, Course> courses = new TreeMap<>();
        for (ChangeCheck change : checks.changes()) {
          String name = PremiseFacts.name(change.id(), sensor);
          Course course = at.state().combinations().courses().get(name);
          if (course != null) {
            courses.put(change.id(), course.copy());
          }
        }
        history.begin(sensor, watch.conditions(sensor), courses);
      }
    }

    /** What changed in the past, null if nothing. */
    Hindsight.@Nullable Revised end() {
      Hindsight.Revised revised = hindsight.revise(watch, late);
      if (judged || revised != null) {
        hindsight.tell(watch);
        settle(vital, watch, revised);
      }
      if (watch.sensors().isEmpty()) {
        at.state().vitals().remove(vital);
        at.state().histories().remove(vital);
      }
      return revised;
    }
  }

  /** Limits changed, by policy or for this patient. */
  void rejudge() {
    for (Map.Entry<String, VitalWatch> entry : at.state().vitals().entrySet()) {
      VitalChecks checks = VitalChecks.of(entry.getKey(), at);
      entry.getValue().retain(checks.ids());
      VitalHistory history = at.state().histories().get(entry.getKey());
      if (history != null) {
        history.retainChecks(checks);
      }
      entry.getValue().rejudge(checks.allLimits(), at);
      // A shorter delay may be over already.
      entry.getValue().elapse(checks.limits(), at.now());
      settle(entry.getKey(), entry.getValue());
    }
  }

  /** The deadline of a pending condition. */
  void elapse(String subject) {
    String vital = subject.substring(SUBJECT.length());
    VitalWatch watch = at.state().vitals().get(vital);
    if (watch != null) {
      watch.elapse(checks(vital), at.now());
      settle(vital, watch);
    }
  }

  /** Nothing is watched any more. */
  void stop() {
    at.state().vitals().keySet().forEach(vital -> at.step().cancel(DELAY, SUBJECT + vital));
    at.state().vitals().clear();
    at.state().histories().clear();
  }

  /** What the rules find of a side of a vital sign now, or null if none of its readings counts. */
  @Nullable Finding finding(String subject) {
    int slash = subject.lastIndexOf('/');
    String vital = subject.substring(SUBJECT.length(), slash);
    VitalWatch watch = at.state().vitals().get(vital);
    if (watch == null) {
      return null;
    }
    Side side = subject.endsWith('/' + Side.LOW.wireName()) ? Side.LOW : Side.HIGH;
    return new LimitFinding(VitalSigns.catalogue().get(vital), side, watch, checks(vital));
  }

  private List<LimitCheck> checks(String vital) {
    return at.policy().limitChecks(vital, at.ownLimits(vital));
  }

  private void settle(String vital, VitalWatch watch) {
    settle(vital, watch, null);
  }

  private void settle(String vital, VitalWatch watch, Hindsight.@Nullable Revised revised) {
    List<LimitCheck> checks = checks(vital);
    long due = watch.due(checks);
    if (due == Conditions.NEVER) {
      at.step().cancel(DELAY, SUBJECT + vital);
    } else {
      at.step().schedule(due, DELAY, SUBJECT + vital);
    }
    VitalSign sign = VitalSigns.catalogue().get(vital);
    for (Side side : Side.values()) {
      Revision revision = revised == null ? null : revised.of(side);
      LimitFinding finding = new LimitFinding(sign, side, watch, checks);
      at.state().book().settle(subject(vital, side), finding, revision, at);
    }
  }
}
