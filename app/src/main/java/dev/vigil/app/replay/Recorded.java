package dev.vigil.app.replay;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.replay.ReplaySummary.Played;
import dev.vigil.simulator.recordings.DoubtfulUnit;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.Recording;
import dev.vigil.simulator.recordings.RecordingException;
import dev.vigil.simulator.recordings.Recordings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is replayed, read wholly.
 *
 * @param doubtful columns whose unit had to be guessed
 */
record Recorded(List<RecordedPatient> patients, List<DoubtfulUnit> doubtful) {
  Recorded {
    patients = List.copyOf(requireNonNull(patients, "patients is null"));
    doubtful = List.copyOf(requireNonNull(doubtful, "doubtful is null"));
  }

  /**
   * Reads a recording.
   *
   * @param patients at most so many, in the order of their ids
   * @throws VigilException if it can't be read
   */
  static Recorded open(Path path, int patients) {
    try {
      Recording recording = Recordings.open(path);
      try (Stream<RecordedPatient> all = recording.patients()) {
        return new Recorded(all.limit(patients).toList(), recording.doubtfulUnits());
      }
    } catch (RecordingException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    }
  }

  /**
   * For the summary.
   *
   * @param say is told of units in doubt
   */
  Played played(Timeline timeline, Consumer<String> say) {
    doubtful.forEach(unit -> say.accept("Unit in doubt: " + unit.sentence()));
    return new Played(patients.size(), timeline.patientHours(), timeline.malformedRows(), doubtful);
  }
}
