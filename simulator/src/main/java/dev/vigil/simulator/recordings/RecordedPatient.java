package dev.vigil.simulator.recordings;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.HospitalStay;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.PatientContext.Specialty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One patient of a recording.
 *
 * @param id as in the recording
 * @param ageYears whole years; null if unknown. The PhysioNet 2019 recordings write 100 for "90 or
 *     above".
 * @param sex null if unknown
 * @param unit the ward; null if unknown
 * @param hoursBefore from the admission to the hospital to that to the ward; below 0 if it is
 *     later, null if unknown
 * @param firstHour of the stay in the ward, from 1, which the first step is; 1 if unknown
 * @param steps rising by offset, the first at 0; empty if no row was usable
 * @param malformedRows rows that were left out
 * @param unmapped values of things that the catalogue doesn't have, by their name in the recording
 * @param scores that the recording itself gives of the stay, by name; never an input of a model
 */
public record RecordedPatient(
    String id,
    @Nullable Integer ageYears,
    @Nullable Sex sex,
    @Nullable CareUnit unit,
    @Nullable BigDecimal hoursBefore,
    int firstHour,
    List<RecordedStep> steps,
    List<MalformedRow> malformedRows,
    SortedMap<String, Long> unmapped,
    SortedMap<String, Double> scores) {

  private static final long SECONDS_PER_HOUR = 3_600;

  public RecordedPatient {
    requireNonNull(id, "id is null");
    if (firstHour < 1) {
      throw new IllegalArgumentException("first hour is " + firstHour + ", expected at least 1");
    }
    steps = List.copyOf(steps);
    malformedRows = List.copyOf(malformedRows);
    unmapped = Collections.unmodifiableSortedMap(new TreeMap<>(unmapped));
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
  }

  /**
   * A ward.
   *
   * @param name in the recording's words, lower case
   * @param specialty what kind of patients it takes
   */
  public record CareUnit(String name, Specialty specialty) {
    /** Any that takes medical patients. */
    public static final CareUnit MEDICAL = new CareUnit("medical", Specialty.MEDICAL);

    /** Any that takes surgical patients. */
    public static final CareUnit SURGICAL = new CareUnit("surgical", Specialty.SURGICAL);

    public CareUnit {
      requireNonNull(name, "name is null");
      requireNonNull(specialty, "specialty is null");
    }
  }

  /** The same without what was recorded. */
  public RecordedPatient withoutSteps() {
    return new RecordedPatient(
        id, ageYears, sex, unit, hoursBefore, firstHour, List.of(), List.of(), unmapped, scores);
  }

  /** Number of values in all steps. */
  public long values() {
    return steps.stream().mapToLong(step -> step.values().size()).sum();
  }

  /**
   * The first context of this patient in a Vigil. It has no monitoring plan: nothing was promised
   * to a recording, its gaps are data.
   *
   * @param start whole seconds since the epoch, when the first step is to be
   */
  public PatientContext context(String ward, String bed, long start, Origin origin) {
    long admitted = start - (firstHour - 1) * SECONDS_PER_HOUR;
    return new PatientContext(
        id,
        1,
        PatientContext.Status.ADMITTED,
        origin,
        ward,
        bed,
        ageYears,
        sex,
        null,
        1,
        Collections.emptySortedMap(),
        List.of(),
        MonitoringPlan.NONE,
        admitted,
        null,
        new HospitalStay(unit == null ? null : unit.specialty(), inHospitalSince(admitted)),
        List.of(),
        "simulator",
        "replay of a recording");
  }

  private @Nullable Long inHospitalSince(long admitted) {
    return hoursBefore == null
        ? null
        : (Long)
            (admitted
                - hoursBefore
                    .multiply(BigDecimal.valueOf(SECONDS_PER_HOUR))
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .longValueExact());
  }
}
