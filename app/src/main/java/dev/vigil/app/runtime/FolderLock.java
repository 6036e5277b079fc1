package dev.vigil.app.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One process per folder: a lock of the operating system on {@code vigil.lock}, which a killed
 * process loses at once. The file holds the process's id, for the message to the second one.
 */
public final class FolderLock implements AutoCloseable {
  /** Name of the locked file in the folder. */
  public static final String FILE = "vigil.lock";

  private final FileChannel channel;
  private final FileLock lock;

  private FolderLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the folder, which is made if it is missing.
   *
   * @throws VigilException if another process has it, or it can't be written
   */
  public static FolderLock take(Path folder) {
    requireNonNull(folder, "folder is null");
    try {
      Files.createDirectories(folder);
      FolderLock taken = tryTake(folder.resolve(FILE));
      if (taken != null) {
        return taken;
      }
    } catch (IOException e) {
      throw VigilException.problem(
          "The folder "
              + folder
              + " can't be written ("
              + e.getClass().getSimpleName()
              + "): give another with --data, or correct its owner and mode.",
          e);
    }
    throw VigilException.problem(
        "The folder "
            + folder
            + " is in use by another Vigil ("
            + holder(folder)
            + "): stop that one, or give another folder with --data.");
  }

  /** Whether a process holds the folder now. */
  public static boolean isTaken(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return false;
    }
    try (FolderLock mine = tryTake(file)) {
      return mine == null;
    } catch (IOException e) {
      return false;
    }
  }

  /** The holder as the lock file names it: "process 4711". */
  public static String holder(Path folder) {
    try {
      return "process " + Files.readString(folder.resolve(FILE), UTF_8).strip();
    } catch (IOException e) {
      return "process unknown";
    }
  }

  private static @Nullable FolderLock tryTake(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // This very process holds it already.
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      return null;
    }
    channel.truncate(0);
    channel.write(UTF_8.encode(Long.toString(ProcessHandle.current().pid())), 0);
    return new FolderLock(channel, lock);
  }

  /** Gives the folder back; the file stays. */
  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw VigilException.problem("The lock file " + FILE + " could not be released.", e);
    }
  }
}
