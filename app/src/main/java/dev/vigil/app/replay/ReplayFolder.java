package dev.vigil.app.replay;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.files.OneLineFile;
import dev.vigil.app.runtime.FolderLock;
import dev.vigil.app.world.LogOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The data folder of a replay: whether it holds one to go on with. What is marked as over is
 * deleted, and the mark last: of a deletion that was cut off nothing is left to go on with.
 */
final class ReplayFolder {
  private static final String OVER = "replay.finished";

  private final Path folder;
  private final Deletion deletion;

  /** Deletes a file, or a folder with all that is in it. */
  interface Deletion {
    void of(Path path) throws IOException;
  }

  ReplayFolder(Path folder, Deletion deletion) {
    this.folder = requireNonNull(folder, "folder is null");
    this.deletion = requireNonNull(deletion, "deletion is null");
  }

  /** Its log is here or, on a Kafka of somebody else's, the name of that. */
  boolean hasBegun() {
    return Files.isDirectory(folder.resolve("kafka"))
        || Files.exists(folder.resolve(LogOwner.FILE));
  }

  /** Whether the replay was played to its end, or is being thrown away. */
  boolean isOver() {
    return Files.exists(folder.resolve(OVER));
  }

  /** It is not to be gone on with. */
  void end() throws IOException {
    OneLineFile.keep(folder.resolve(OVER), "");
  }

  /**
   * Deletes everything but the log file, which is open already, and the lock, without which the
   * world of another process could be deleted under it.
   *
   * @param elsewhere what of it lies in other folders
   */
  void delete(List<Path> elsewhere) throws IOException {
    end();
    for (Path path : elsewhere) {
      deletion.of(path);
    }
    Path mark = folder.resolve(OVER);
    Set<Path> kept = Set.of(folder.resolve("logs"), folder.resolve(FolderLock.FILE), mark);
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.filter(path -> !kept.contains(path)).toList()) {
        deletion.of(child);
      }
    }
    deletion.of(mark);
  }
}
