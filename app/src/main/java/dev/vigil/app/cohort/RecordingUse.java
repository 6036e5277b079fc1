package dev.vigil.app.cohort;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of a recording went into a training.
 *
 * @param patients who were read
 * @param rows of these patients
 * @param unlabelledRows rows without a label: they are part of the patient's course, and nothing is
 *     learned from them
 * @param malformedRows rows that could not be read
 * @param readings values that the intake would accept
 * @param rejectedBy values that it would not, by its reason
 * @param unmapped values of things that the catalogue doesn't have, by the recording's name
 */
public record RecordingUse(
    long patients,
    long rows,
    @JsonProperty("unlabelled_rows") long unlabelledRows,
    @JsonProperty("malformed_rows") long malformedRows,
    long readings,
    @JsonProperty("rejected_by") SortedMap<String, Long> rejectedBy,
    SortedMap<String, Long> unmapped) {
  public RecordingUse {
    rejectedBy = Collections.unmodifiableSortedMap(new TreeMap<>(rejectedBy));
    unmapped = Collections.unmodifiableSortedMap(new TreeMap<>(unmapped));
  }

  /** Values that the intake would not accept. */
  public long rejected() {
    return rejectedBy.values().stream().mapToLong(Long::longValue).sum();
  }
}
