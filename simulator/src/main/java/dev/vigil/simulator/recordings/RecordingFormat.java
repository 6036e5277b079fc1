package dev.vigil.simulator.recordings;

import java.nio.file.Path;

/** A format of recordings. A new one is one class, named in {@link Recordings}. */
public interface RecordingFormat {
  /** For people, such as {@code PhysioNet 2019 (.psv)}. */
  String name();

  /** What a path of this format looks like, to complete the sentence "expected …". */
  String expects();

  /** Whether the path looks like this format; a damaged file of it does too. */
  boolean recognises(Path path);

  /**
   * Opens a recording.
   *
   * @throws RecordingException if it can't be read
   */
  Recording open(Path path);
}
