package dev.vigil.app.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.OneLineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which recording a replay is of, remembered in its folder: the folder has its name from that of
 * the recording's, which another may have, too.
 */
final class PlayedRecording {
  private static final String FILE = "replay.recording";

  private final Path folder;
  private final String fingerprint;

  /**
   * A recording that is to be played.
   *
   * @param folder of the replay
   * @param fingerprint see {@link Recorded#fingerprint}
   */
  PlayedRecording(Path folder, String fingerprint) {
    this.folder = requireNonNull(folder, "folder is null");
    this.fingerprint = requireNonNull(fingerprint, "fingerprint is null");
  }

  /**
   * Refuses to go on with a replay of another recording: its patients would be taken for these. One
   * that doesn't say of what it is was begun by an earlier Vigil.
   */
  void requireSame() {
    Path file = folder.resolve(FILE);
    try {
      if (Files.exists(file) && !Files.readString(file, UTF_8).strip().equals(fingerprint)) {
        throw VigilException.problem(
            "The unfinished replay in "
                + folder
                + " is of another recording of this name: begin anew with --fresh, or name another"
                + " folder with --data.");
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** From now on the folder is of this recording. */
  void keep() {
    try {
      OneLineFile.keep(folder.resolve(FILE), fingerprint);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private VigilException unusable(IOException cause) {
    return VigilException.problem(
        "The data folder " + folder + " can't be read or written: correct its owner and mode.",
        cause);
  }
}
