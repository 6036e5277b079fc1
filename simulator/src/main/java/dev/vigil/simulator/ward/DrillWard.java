package dev.vigil.simulator.ward;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.simulator.OutgoingReading;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A ward of synthetic patients for people to practise on: one of them gets worse and stays so, the
 * others stay well. All it does is a pure function of its plan, start and second. A nurse's
 * observations come with the {@link #round} at the start only: what follows is up to those who
 * practise. Immutable.
 */
public final class DrillWard implements Ward {
  /** Most patients of a drill. */
  public static final int MOST_PATIENTS = 30;

  /** How many times faster than usual somebody may get worse. */
  public static final int FASTEST = 4;

  private final Plan plan;
  private final long start;
  private final List<SimulatedPatient> patients;
  private final Truth truth;

  /**
   * What is practised.
   *
   * @param id of the drill: with {@code -01} and so on behind it the patients' ids
   * @param ward in which they lie
   * @param patients 1 to {@value #MOST_PATIENTS}
   * @param scenario what one of them has
   * @param afterSeconds from the start to its onset
   * @param pace how many times faster than usual it gets worse, 1 to {@value #FASTEST}; the clock
   *     and the devices keep their pace
   * @param seed who the patients are, and which of them gets worse
   */
  public record Plan(
      String id,
      String ward,
      int patients,
      Scenario scenario,
      int afterSeconds,
      int pace,
      long seed) {
    public Plan {
      requireNonNull(id, "id is null");
      requireNonNull(ward, "ward is null");
      requireNonNull(scenario, "scenario is null");
      if (patients < 1 || patients > MOST_PATIENTS) {
        throw new IllegalArgumentException(patients + " patients, expected 1 to " + MOST_PATIENTS);
      }
      if (afterSeconds < 0) {
        throw new IllegalArgumentException("afterSeconds is " + afterSeconds + ", below 0");
      }
      if (pace < 1 || pace > FASTEST) {
        throw new IllegalArgumentException("pace is " + pace + ", expected 1 to " + FASTEST);
      }
    }
  }

  /**
   * A ward that begins at a second.
   *
   * @param start whole seconds since the epoch
   */
  public DrillWard(Plan plan, long start) {
    this.plan = requireNonNull(plan, "plan is null");
    this.start = start;
    Noise noise = Noise.of(plan.seed());
    patients =
        IntStream.range(0, plan.patients())
            .mapToObj(index -> new SimulatedPatient(bed(plan.id(), index + 1), noise.child(index)))
            .toList();
    int worsens = new Random(plan.seed()).nextInt(plan.patients());
    long onset = start + plan.afterSeconds();
    int rise = (plan.scenario().riseSeconds() + plan.pace() - 1) / plan.pace();
    truth =
        new Truth(patients.get(worsens).id(), plan.scenario(), onset, onset + rise, Long.MAX_VALUE);
  }

  private static SimulatedPatient.Bed bed(String drill, int number) {
    String id = String.format(Locale.ROOT, "%s-%02d", drill, number);
    return new SimulatedPatient.Bed(
        id, id + "-monitor", String.format(Locale.ROOT, "%02d", number), Origin.TRAINING);
  }

  /** What is practised. */
  public Plan plan() {
    return plan;
  }

  /** Its first second, since the epoch. */
  public long start() {
    return start;
  }

  /** The first context of every patient, admitted at the start. */
  public List<PatientContext> contexts() {
    return patients.stream().map(patient -> patient.context(plan.ward(), start)).toList();
  }

  /** Who gets worse, from when on; it is never over. */
  public Truth truth() {
    return truth;
  }

  @Override
  public List<List<OutgoingReading>> messages(long second) {
    return patients.stream()
        .map(patient -> patient.measured(second, of(patient), false))
        .filter(message -> !message.isEmpty())
        .toList();
  }

  @Override
  public List<List<OutgoingReading>> round(long second) {
    return patients.stream().map(patient -> patient.observed(second, of(patient))).toList();
  }

  private @Nullable Truth of(SimulatedPatient patient) {
    return patient.id().equals(truth.patient()) ? truth : null;
  }
}
