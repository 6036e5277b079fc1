package dev.vigil.alerting;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.rules.ChangeCheck;
import dev.vigil.alerting.rules.LimitCheck;
import dev.vigil.alerting.rules.LimitCheck.Side;
import dev.vigil.alerting.rules.Truth;
import dev.vigil.schemas.Reading;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last readings of one vital sign, by sensor, with the conditions before them: what is needed
 * to judge them again when one of them is corrected or withdrawn, or one more comes late. What is
 * older can no longer change what is thought of now.
 */
final class VitalHistory {
  /** How many readings of a sensor can still be corrected, withdrawn or preceded by a late one. */
  static final int KEPT = 20;

  /**
   * One reading as it was judged.
   *
   * @param value in steps of the vital sign's precision
   * @param stamp instant at which it came first
   */
  record Heard(long measured, long value, long stamp, int version, boolean withdrawn) {}

  /**
   * The readings of a sensor, in measured order, and what it came to before the first of them.
   *
   * @param courses by id of the change that a combined rule asks about
   */
  record Sensor(Conditions base, SortedMap<String, Course> courses, List<Heard> heard) {
    Sensor {
      requireNonNull(base, "base is null");
    }

    private Sensor copy() {
      SortedMap<String, Course> same = new TreeMap<>(courses);
      same.replaceAll((id, course) -> course.copy());
      return new Sensor(base.copy(), same, new ArrayList<>(heard));
    }
  }

  /**
   * What the readings of a sensor come to.
   *
   * @param stood the sides on which a limit was passed on the way
   * @param points what the sensor said to combined rules on the way
   */
  record Judged(
      Conditions conditions,
      SortedMap<String, Course> courses,
      Set<Side> stood,
      List<Trail.Point> points) {}

  private final TreeMap<String, Sensor> sensors;
  private long told;

  VitalHistory() {
    this(new TreeMap<>(), Long.MIN_VALUE);
  }

  VitalHistory(SortedMap<String, Sensor> sensors, long told) {
    this.sensors = new TreeMap<>(sensors);
    this.told = told;
  }

  SortedMap<String, Sensor> sensors() {
    return sensors;
  }

  /** The latest measured second that was told of in retrospect: nothing is told twice. */
  long told() {
    return told;
  }

  void told(long measured) {
    told = Math.max(told, measured);
  }

  VitalHistory copy() {
    VitalHistory copy = new VitalHistory(sensors, told);
    copy.sensors.replaceAll((id, sensor) -> sensor.copy());
    return copy;
  }

  void retain(Set<String> speaking) {
    sensors.keySet().retainAll(speaking);
  }

  /** Forgets what was kept for other checks. */
  void retainChecks(VitalChecks checks) {
    Set<String> ids = checks.ids();
    for (Sensor sensor : sensors.values()) {
      sensor.base().retain(ids);
      sensor.courses().keySet().retainAll(ids);
    }
  }

  /** Begins to keep a sensor's readings. */
  void begin(String sensor, Conditions before, SortedMap<String, Course> courses) {
    sensors.put(sensor, new Sensor(before.copy(), courses, new ArrayList<>()));
  }

  /** The last reading of a sensor that wasn't withdrawn, or null. */
  @Nullable Heard lastStanding(String sensor) {
    Heard last = null;
    Sensor kept = sensors.get(sensor);
    if (kept != null) {
      for (Heard heard : kept.heard()) {
        last = heard.withdrawn() ? last : heard;
      }
    }
    return last;
  }

  /** Takes a reading that is later than the sensor's others. */
  void add(Reading reading, long now, VitalChecks checks) {
    Sensor sensor = requireNonNull(sensors.get(reading.sensor()), "the sensor isn't begun");
    sensor
        .heard()
        .add(new Heard(reading.measured(), reading.value(), now, reading.version(), false));
    trim(sensor, checks);
  }

  private static void trim(Sensor sensor, VitalChecks checks) {
    while (sensor.heard().size() > KEPT) {
      judge(sensor.base(), sensor.courses(), sensor.heard().remove(0), checks);
    }
  }

  /**
   * Takes a correction, a withdrawal or a late reading.
   *
   * @return what it is in words, or null if it changes nothing that is kept
   */
  @Nullable String revise(Reading reading, long now, VitalChecks checks) {
    Sensor sensor = sensors.get(reading.sensor());
    if (sensor == null || sensor.heard().isEmpty()) {
      return null;
    }
    List<Heard> heard = sensor.heard();
    boolean withdrawn = reading.status() == Reading.Status.WITHDRAWN;
    int later = 0;
    for (int i = 0; i < heard.size(); i++) {
      Heard before = heard.get(i);
      if (before.measured() == reading.measured()) {
        if (reading.version() <= before.version()) {
          return null;
        }
        heard.set(i, of(reading, before.stamp(), withdrawn));
        return withdrawn ? "a reading was withdrawn" : "a reading was corrected";
      }
      later += before.measured() < reading.measured() ? 1 : 0;
    }
    if (withdrawn || reading.measured() < heard.get(0).measured()) {
      return null;
    }
    // As if it had come in its turn: what followed was judged by then.
    long stamp = later < heard.size() ? heard.get(later).stamp() : now;
    heard.add(later, of(reading, stamp, false));
    trim(sensor, checks);
    return "a reading came late";
  }

  private static Heard of(Reading reading, long stamp, boolean withdrawn) {
    return new Heard(reading.measured(), reading.value(), stamp, reading.version(), withdrawn);
  }

  /** Judges the readings of a sensor again. */
  Judged judge(String id, VitalChecks checks, long now) {
    Sensor sensor = requireNonNull(sensors.get(id), "no such sensor").copy();
    Conditions conditions = sensor.base();
    Set<Side> stood = EnumSet.noneOf(Side.class);
    List<Trail.Point> points = new ArrayList<>();
    note(conditions, checks.limits(), stood);
    for (Heard heard : sensor.heard()) {
      if (!heard.withdrawn()) {
        elapse(conditions, heard.stamp(), checks.limits());
        note(conditions, checks.limits(), stood);
        judge(conditions, sensor.courses(), heard, checks);
        note(conditions, checks.limits(), stood);
      }
      points.add(point(id, sensor, heard, checks));
    }
    elapse(conditions, now, checks.limits());
    note(conditions, checks.limits(), stood);
    return new Judged(conditions, sensor.courses(), stood, points);
  }

  /** What the sensor says after a reading. */
  private static Trail.Point point(String id, Sensor sensor, Heard heard, VitalChecks checks) {
    SortedMap<String, Truth> says =
        heard.withdrawn()
            ? null
            : PremiseFacts.said(checks, id, sensor.base(), sensor.courses()::get);
    return new Trail.Point(heard.measured(), heard.stamp(), says);
  }

  private static void judge(
      Conditions conditions, SortedMap<String, Course> courses, Heard heard, VitalChecks checks) {
    if (heard.withdrawn()) {
      return;
    }
    elapse(conditions, heard.stamp(), checks.limits());
    for (ChangeCheck change : checks.changes()) {
      Course course = courses.computeIfAbsent(change.id(), id -> new Course());
      course.add(heard.measured(), heard.value(), change.withinSeconds());
      conditions.judge(change.id(), course.judge(change), heard.measured(), heard.stamp(), 0);
    }
    for (LimitCheck check : checks.allLimits()) {
      conditions.judge(
          check.id(),
          check.judge(heard.value()),
          heard.measured(),
          heard.stamp(),
          check.delaySeconds());
    }
  }

  private static void elapse(Conditions conditions, long now, List<LimitCheck> checks) {
    checks.forEach(check -> conditions.elapse(check.id(), now, check.delaySeconds()));
  }

  private static void note(Conditions conditions, List<LimitCheck> checks, Set<Side> stood) {
    for (LimitCheck check : checks) {
      if (conditions.isPresent(check.id())) {
        stood.add(check.side());
      }
    }
  }
}
