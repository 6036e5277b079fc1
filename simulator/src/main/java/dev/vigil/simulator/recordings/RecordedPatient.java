package dev.vigil.simulator.recordings;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Sex;
import java.math.BigDecimal;
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
 * @param admin what else the recording says of the patient, by its own name for it, from the first
 *     step; unknown ones are left out
 * @param steps rising by offset, the first at 0; empty if no row was usable
 * @param malformedRows rows that were left out
 */
public record RecordedPatient(
    String id,
    @Nullable Integer ageYears,
    @Nullable Sex sex,
    SortedMap<String, BigDecimal> admin,
    List<RecordedStep> steps,
    List<MalformedRow> malformedRows) {

  public RecordedPatient {
    requireNonNull(id, "id is null");
    admin = Collections.unmodifiableSortedMap(new TreeMap<>(admin));
    steps = List.copyOf(steps);
    malformedRows = List.copyOf(malformedRows);
  }

  /** Number of values in all steps. */
  public long values() {
    return steps.stream().mapToLong(step -> step.values().size()).sum();
  }

  /**
   * The first context of this patient in a Vigil. It has no monitoring plan: nothing was promised
   * to a recording, its gaps are data.
   *
   * @param admitted whole seconds since the epoch, when the first step is to be
   */
  public PatientContext context(String ward, String bed, long admitted, Origin origin) {
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
        "simulator",
        "replay of a recording");
  }
}
