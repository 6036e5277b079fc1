package dev.vigil.simulator.recordings;

import java.util.List;
import java.util.stream.Stream;

/** Patients as they were recorded. */
public interface Recording {
  /** Columns of the format whose unit had to be guessed, and what was assumed. */
  List<DoubtfulUnit> doubtfulUnits();

  /** What the labels of its steps say, such as {@code sepsis}; a step may have none. */
  String label();

  /** The ids of all patients, in the order of {@link #patients}. */
  List<String> patientIds();

  /**
   * The patients, rising by id, one at a time: only what the caller keeps stays in memory. To be
   * closed; every call starts afresh. {@code limit(n)} takes the first n without reading the rest.
   *
   * @throws RecordingException while it is consumed, if a file can't be read; malformed rows don't
   *     throw, they are in {@link RecordedPatient#malformedRows}
   */
  Stream<RecordedPatient> patients();
}
