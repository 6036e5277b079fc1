package dev.vigil.app.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.replay.ReplaySummary.Played;
import dev.vigil.models.Sha256;
import dev.vigil.simulator.recordings.DoubtfulUnit;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.RecordedStep;
import dev.vigil.simulator.recordings.Recording;
import dev.vigil.simulator.recordings.RecordingException;
import dev.vigil.simulator.recordings.Recordings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
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

  /** SHA-256 of who was recorded, when, and how much: two of the same name hardly share it. */
  String fingerprint() {
    MessageDigest digest = Sha256.newDigest();
    for (RecordedPatient patient : patients) {
      digest.update(patient.id().getBytes(UTF_8));
      for (RecordedStep step : patient.steps()) {
        ByteBuffer numbers = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
        numbers.putLong(step.offsetSeconds()).putInt(step.values().size());
        digest.update(numbers.flip());
      }
    }
    return Sha256.hex(digest);
  }
}
