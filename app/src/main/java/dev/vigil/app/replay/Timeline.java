package dev.vigil.app.replay;

import static java.util.Objects.requireNonNull;

import dev.vigil.simulator.OutgoingReading;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.RecordedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What happens at which second: messages, one per patient and step, and discharges. All patients
 * start together; what was recorded after so many seconds comes after so many seconds divided by
 * the speed.
 */
final class Timeline {
  /** A patient leaves this long after the last row of the recording. */
  static final long STAY_AFTER_LAST_STEP_SECONDS = 3600;

  private final long start;
  private final double speed;
  private final NavigableMap<Long, Moment> moments = new TreeMap<>();
  private final List<RecordedPatient> patients;

  /**
   * All that happens at one second.
   *
   * @param messages readings of one patient each
   * @param discharges ids of patients who leave
   */
  record Moment(List<List<OutgoingReading>> messages, List<String> discharges) {
    Moment() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * The timeline of these patients in recorded time.
   *
   * @param start second of everybody's first step, since the epoch
   */
  Timeline(List<RecordedPatient> patients, long start) {
    this(patients, start, 1);
  }

  /**
   * The timeline of these patients.
   *
   * @param start second of everybody's first step, since the epoch
   * @param speed how many recorded seconds pass in one, 1 to {@link #fastest}
   */
  Timeline(List<RecordedPatient> patients, long start, double speed) {
    this.patients = List.copyOf(requireNonNull(patients, "patients is null"));
    this.start = start;
    this.speed = speed;
    for (RecordedPatient patient : patients) {
      for (RecordedStep step : patient.steps()) {
        if (!step.values().isEmpty()) {
          long second = second(step.offsetSeconds());
          at(second).messages().add(step.readings(patient.id(), second - step.offsetSeconds()));
        }
      }
      long end = second(lastOffset(patient) + STAY_AFTER_LAST_STEP_SECONDS);
      at(end).discharges().add(patient.id());
    }
  }

  /**
   * The highest speed at which no two steps of a patient fall into one second: there they would
   * contradict each other.
   */
  static long fastest(List<RecordedPatient> patients) {
    long least = STAY_AFTER_LAST_STEP_SECONDS;
    for (RecordedPatient patient : patients) {
      List<RecordedStep> steps = patient.steps();
      for (int i = 1; i < steps.size(); i++) {
        least = Math.min(least, steps.get(i).offsetSeconds() - steps.get(i - 1).offsetSeconds());
      }
    }
    return Math.max(1, least);
  }

  private long second(long offset) {
    return start + (long) (offset / speed);
  }

  private Moment at(long second) {
    return moments.computeIfAbsent(second, any -> new Moment());
  }

  private static long lastOffset(RecordedPatient patient) {
    List<RecordedStep> steps = patient.steps();
    return steps.isEmpty() ? 0 : steps.get(steps.size() - 1).offsetSeconds();
  }

  List<RecordedPatient> patients() {
    return patients;
  }

  long start() {
    return start;
  }

  double speed() {
    return speed;
  }

  /** What happens from a second on, in order. */
  Map<Long, Moment> from(long second) {
    return moments.tailMap(second, true);
  }

  /** The last second at which something happens. */
  long end() {
    return moments.isEmpty() ? start : moments.lastKey();
  }

  /** Hours covered by the patients' rows together. */
  long patientHours() {
    return patients.stream()
        .filter(patient -> !patient.steps().isEmpty())
        .mapToLong(patient -> lastOffset(patient) / 3600 + 1)
        .sum();
  }

  /** Rows of the recording that could not be read. */
  long malformedRows() {
    return patients.stream().mapToLong(patient -> patient.malformedRows().size()).sum();
  }

  /** Readings in all messages. */
  long readings() {
    return patients.stream().mapToLong(RecordedPatient::values).sum();
  }
}
