package dev.vigil.app.world;

import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * That a world's folder has room to begin with: a broker whose disk fills up while it starts ends
 * the process, and says so in a stack trace of its own.
 */
final class FolderSpace {
  /** Segments of the topics, the first checkpoints, the store's tables: with room to spare. */
  private static final long LEAST_MIB = 256;

  private static final long BYTES_PER_MIB = 1 << 20;

  private FolderSpace() {}

  /**
   * Looks at the disk of a folder that is there.
   *
   * @throws VigilException if it is full, or can't be looked at
   */
  static void require(Path folder) {
    try {
      require(folder, Files.getFileStore(folder).getUsableSpace());
    } catch (IOException e) {
      throw VigilException.problem(
          "The disk of the data folder " + folder + " can't be looked at: is it mounted?", e);
    }
  }

  static void require(Path folder, long usableBytes) {
    long mib = usableBytes / BYTES_PER_MIB;
    if (mib < LEAST_MIB) {
      throw VigilException.problem(
          "The disk of the data folder "
              + folder
              + " is full: "
              + mib
              + " MiB are free, expected at least "
              + LEAST_MIB
              + ": make room, or give another folder with --data.");
    }
  }
}
