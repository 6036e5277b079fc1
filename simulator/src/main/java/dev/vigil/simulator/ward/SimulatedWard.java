package dev.vigil.simulator.ward;

import dev.vigil.schemas.PatientContext;
import dev.vigil.simulator.OutgoingReading;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A ward of synthetic patients on monitors. All it does is a pure function of (seed, patients,
 * start, second): it can be asked for any second in any order, and a ward that was stopped goes on
 * with the same patients as if it had not been. Immutable.
 *
 * <p>Each second each patient sends heart rate, saturation, respiratory rate, three pressures and
 * temperature; a nurse observes consciousness and oxygen device at the start, every hour, and when
 * a patient has become worse or better. One patient after the other falls ill, see {@link
 * Scenario}: the first within seconds of the start, then about one every three minutes.
 */
public final class SimulatedWard implements Ward {
  /** The ward's id in the contexts. */
  public static final String WARD = "demo";

  private static final int HOUR = 3600;

  private final long start;
  private final boolean artefacts;
  private final List<SimulatedPatient> patients;
  private final List<String> ids;
  private final Schedule schedule;

  /**
   * A ward.
   *
   * @param patients 1 to 999
   * @param start second from which the schedule of scenarios runs, since the epoch; who the
   *     patients are and their healthy course don't depend on it. To go on after a restart give the
   *     start of the first run, which is the {@code admitted} of their contexts
   */
  public SimulatedWard(long seed, int patients, long start) {
    this(seed, patients, start, false);
  }

  /**
   * A ward whose monitors also show what patients are not: probes off, movements, knocked lines, as
   * often and as long as has been counted on real wards.
   *
   * @param artefacts whether they do
   */
  public SimulatedWard(long seed, int patients, long start, boolean artefacts) {
    this.artefacts = artefacts;
    if (patients < 1 || patients > 999) {
      throw new IllegalArgumentException(patients + " patients, expected 1 to 999");
    }
    this.start = start;
    Noise noise = Noise.of(seed);
    this.patients =
        IntStream.range(0, patients)
            .mapToObj(
                index ->
                    new SimulatedPatient(
                        SimulatedPatient.Bed.ofDemo(index + 1), noise.child(index)))
            .toList();
    ids = this.patients.stream().map(SimulatedPatient::id).toList();
    schedule = new Schedule(seed, patients, start);
  }

  /** The first context of every patient, admitted at the start. */
  public List<PatientContext> contexts() {
    return patients.stream().map(patient -> patient.context(WARD, start)).toList();
  }

  /**
   * What is sent at this second: one message per patient, in the order of {@link #contexts}; a
   * patient of whom nothing is sent has none.
   */
  @Override
  public List<List<OutgoingReading>> messages(long second) {
    List<List<OutgoingReading>> messages = new ArrayList<>(patients.size());
    for (int index = 0; index < patients.size(); index++) {
      SimulatedPatient patient = patients.get(index);
      Truth truth = schedule.latest(index, patient.id(), second);
      List<OutgoingReading> message = new ArrayList<>(patient.measured(second, truth, artefacts));
      if (isObserved(index, second, truth)) {
        message.addAll(patient.observed(second, truth));
      }
      if (!message.isEmpty()) {
        messages.add(List.copyOf(message));
      }
    }
    return List.copyOf(messages);
  }

  @Override
  public List<List<OutgoingReading>> round(long second) {
    return IntStream.range(0, patients.size())
        .mapToObj(
            index -> {
              SimulatedPatient patient = patients.get(index);
              return patient.observed(second, schedule.latest(index, patient.id(), second));
            })
        .toList();
  }

  /**
   * What really happens: all that sets in from {@code from} (inclusive) until {@code until}
   * (exclusive), by onset.
   */
  public List<Truth> truth(long from, long until) {
    return schedule.between(from, until, ids);
  }

  private boolean isObserved(int index, long second, @Nullable Truth truth) {
    if (second == start) {
      return true;
    }
    // Rounds take their time: patient by patient, spread over the hour.
    boolean round =
        second > start
            && Math.floorMod(second - start, HOUR) == (long) HOUR * (index + 1) / (ids.size() + 1);
    return round || (truth != null && (second == truth.worst() || second == truth.over()));
  }
}
