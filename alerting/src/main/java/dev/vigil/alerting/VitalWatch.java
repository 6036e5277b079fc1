package dev.vigil.alerting;

import dev.vigil.alerting.Finding.Lead;
import dev.vigil.alerting.rules.LimitCheck;
import dev.vigil.alerting.rules.LimitCheck.Side;
import dev.vigil.alerting.rules.Verdict;
import dev.vigil.schemas.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One vital sign of one patient: what each of its sensors said last, and the conditions of its
 * limits by sensor, so that a sensor that reads normal can't hide another that doesn't.
 */
final class VitalWatch {
  /** A sensor this far behind the vital sign's latest reading no longer speaks for it. */
  static final long SPEAKS_SECONDS = 900;

  /** How many readings are kept as evidence. */
  static final int SAMPLES = 5;

  /**
   * A reading as evidence.
   *
   * @param value in steps of the vital sign's precision
   */
  record Sample(String sensor, long measured, long value) {}

  /** What one sensor said last, with the conditions of the limits. */
  record Sensor(long measured, long value, Conditions conditions) {}

  private final TreeMap<String, Sensor> sensors;
  private final List<Sample> samples;

  VitalWatch() {
    this(new TreeMap<>(), List.of());
  }

  VitalWatch(SortedMap<String, Sensor> sensors, List<Sample> samples) {
    this.sensors = new TreeMap<>(sensors);
    this.samples = new ArrayList<>(samples);
  }

  SortedMap<String, Sensor> sensors() {
    return sensors;
  }

  /** The last readings judged, latest last. */
  List<Sample> samples() {
    return samples;
  }

  VitalWatch copy() {
    VitalWatch copy = new VitalWatch(sensors, samples);
    copy.sensors.replaceAll(
        (id, sensor) -> new Sensor(sensor.measured(), sensor.value(), sensor.conditions().copy()));
    return copy;
  }

  /** Whether a reading is newer than its sensor's last and not far behind the others. */
  boolean isCurrent(Reading reading) {
    Sensor last = sensors.get(reading.sensor());
    return (last == null || reading.measured() > last.measured())
        && reading.measured() > latest() - SPEAKS_SECONDS;
  }

  /** The conditions of a sensor; none if it doesn't speak. */
  Conditions conditions(String sensor) {
    Sensor last = sensors.get(sensor);
    return last == null ? new Conditions() : last.conditions();
  }

  /** Takes a current reading. */
  void judge(Reading reading, List<LimitCheck> checks, long now) {
    Conditions conditions = conditions(reading.sensor());
    sensors.put(reading.sensor(), new Sensor(reading.measured(), reading.value(), conditions));
    for (LimitCheck check : checks) {
      conditions.judge(
          check.id(), check.judge(reading.value()), reading.measured(), now, check.delaySeconds());
    }
    long oldest = latest() - SPEAKS_SECONDS;
    sensors.values().removeIf(sensor -> sensor.measured() <= oldest);
    samples.add(new Sample(reading.sensor(), reading.measured(), reading.value()));
    if (samples.size() > SAMPLES) {
      samples.remove(0);
    }
  }

  /** Takes note of what a premise makes of a reading that was just judged. */
  void note(Reading reading, String id, Verdict verdict, long now) {
    Sensor sensor = sensors.get(reading.sensor());
    if (sensor != null) {
      sensor.conditions().judge(id, verdict, reading.measured(), now, 0);
    }
  }

  /** Forgets all conditions but these. */
  void retain(Set<String> ids) {
    sensors.values().forEach(sensor -> sensor.conditions().retain(ids));
  }

  /** A reading that was taken is another, or came late. */
  void revise(Reading reading) {
    samples.removeIf(
        sample ->
            sample.sensor().equals(reading.sensor()) && sample.measured() == reading.measured());
    if (reading.status() != Reading.Status.WITHDRAWN) {
      samples.add(new Sample(reading.sensor(), reading.measured(), reading.value()));
    }
    samples.sort(Comparator.comparingLong(Sample::measured).thenComparing(Sample::sensor));
    if (samples.size() > SAMPLES) {
      samples.remove(0);
    }
  }

  /**
   * A sensor's readings were judged again.
   *
   * @param last the latest of them that stands; null if none does, and the sensor says nothing
   */
  void rejudged(
      String id, VitalHistory.@Nullable Heard last, VitalChecks checks, Conditions conditions) {
    Sensor before = sensors.get(id);
    if (last == null || before == null) {
      sensors.remove(id);
    } else {
      checks.ids().forEach(check -> before.conditions().take(check, conditions));
      sensors.put(id, new Sensor(before.measured(), last.value(), before.conditions()));
    }
  }

  /** Judges again what was said last, by other limits; what is too old says nothing new. */
  void rejudge(List<LimitCheck> checks, Scene at) {
    for (Sensor sensor : sensors.values()) {
      if (at.isOfNow(sensor.measured())) {
        for (LimitCheck check : checks) {
          sensor
              .conditions()
              .judge(
                  check.id(),
                  check.judge(sensor.value()),
                  sensor.measured(),
                  at.now(),
                  check.delaySeconds());
        }
      }
    }
  }

  /** Time has passed. */
  void elapse(List<LimitCheck> checks, long now) {
    for (Sensor sensor : sensors.values()) {
      for (LimitCheck check : checks) {
        sensor.conditions().elapse(check.id(), now, check.delaySeconds());
      }
    }
  }

  /** When the first pending condition becomes present if nothing comes. */
  long due(List<LimitCheck> checks) {
    long first = Conditions.NEVER;
    for (Sensor sensor : sensors.values()) {
      for (LimitCheck check : checks) {
        first = Math.min(first, sensor.conditions().due(check.id(), check.delaySeconds()));
      }
    }
    return first;
  }

  /** The leading check of a side that some sensor finds passed, or null. */
  @Nullable Lead lead(Side side, List<LimitCheck> checks) {
    for (LimitCheck check : checks) {
      if (check.side() == side
          && sensors.values().stream().anyMatch(s -> s.conditions().isPresent(check.id()))) {
        return new Lead(check.rule(), check.priority());
      }
    }
    return null;
  }

  /** Measured second of the latest reading of a sensor that still speaks. */
  long latest() {
    long latest = Long.MIN_VALUE / 2;
    for (Sensor sensor : sensors.values()) {
      latest = Math.max(latest, sensor.measured());
    }
    return latest;
  }
}
