package dev.vigil.alerting;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.rules.LimitCheck;
import dev.vigil.alerting.rules.LimitCheck.Side;
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

  /** The readings of a sensor, in measured order, and the conditions before the first of them. */
  record Sensor(Conditions base, List<Heard> heard) {
    Sensor {
      requireNonNull(base, "base is null");
    }

    private Sensor copy() {
      return new Sensor(base.copy(), new ArrayList<>(heard));
    }
  }

  /** What the readings of a sensor come to, and on which sides a limit was passed on the way. */
  record Judged(Conditions conditions, Set<Side> stood) {}

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

  /** Begins to keep a sensor's readings, unless it does already. */
  void begin(String sensor, Conditions before) {
    sensors.computeIfAbsent(sensor, id -> new Sensor(before.copy(), new ArrayList<>()));
  }

  /** Takes a reading that is later than the sensor's others. */
  void add(Reading reading, long now, List<LimitCheck> checks) {
    Sensor sensor = requireNonNull(sensors.get(reading.sensor()), "the sensor isn't begun");
    sensor
        .heard()
        .add(new Heard(reading.measured(), reading.value(), now, reading.version(), false));
    trim(sensor, checks);
  }

  private static void trim(Sensor sensor, List<LimitCheck> checks) {
    while (sensor.heard().size() > KEPT) {
      judge(sensor.base(), sensor.heard().remove(0), checks);
    }
  }

  /**
   * Takes a correction, a withdrawal or a late reading.
   *
   * @return what it is in words, or null if it changes nothing that is kept
   */
  @Nullable String revise(Reading reading, long now, List<LimitCheck> checks) {
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
  Judged judge(String id, List<LimitCheck> checks, long now) {
    Sensor sensor = requireNonNull(sensors.get(id), "no such sensor");
    Conditions conditions = sensor.base().copy();
    Set<Side> stood = EnumSet.noneOf(Side.class);
    note(conditions, checks, stood);
    for (Heard heard : sensor.heard()) {
      if (!heard.withdrawn()) {
        elapse(conditions, heard.stamp(), checks);
        note(conditions, checks, stood);
        judge(conditions, heard, checks);
        note(conditions, checks, stood);
      }
    }
    elapse(conditions, now, checks);
    note(conditions, checks, stood);
    return new Judged(conditions, stood);
  }

  private static void judge(Conditions conditions, Heard heard, List<LimitCheck> checks) {
    if (heard.withdrawn()) {
      return;
    }
    elapse(conditions, heard.stamp(), checks);
    for (LimitCheck check : checks) {
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
