package dev.vigil.app.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One process per folder: a lock of the operating system on {@code vigil.lock}, which a killed
 * process loses at once. The file holds the process's id, for the message to the second one.
 *
 * <p>Where a process closes a file, POSIX ends all its locks on it, however they were taken. So the
 * file of a folder that this very process holds is never opened again: what it holds is known here.
 * Here it is also safe from the garbage collector, which would close the file of a lock that nobody
 * refers to.
 */
public final class FolderLock implements AutoCloseable {
  /** Name of the locked file in the folder. */
  public static final String FILE = "vigil.lock";

  private static final String OUR_ID = Long.toString(ProcessHandle.current().pid());

  /** What this process holds, by its lock file; its own monitor guards it. */
  private static final Map<Path, FolderLock> HELD = new HashMap<>();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the folder, which is made if it is missing.
   *
   * @throws VigilException if another process or another part of this one has it, or it can't be
   *     written
   */
  public static FolderLock take(Path folder) {
    requireNonNull(folder, "folder is null");
    try {
      Files.createDirectories(folder);
      FolderLock taken = tryTake(fileOf(folder));
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
    if (!Files.exists(folder.resolve(FILE))) {
      return false;
    }
    try (FolderLock mine = tryTake(fileOf(folder))) {
      return mine == null;
    } catch (IOException e) {
      return false;
    }
  }

  /** The holder as the lock file names it: "process 4711". */
  public static String holder(Path folder) {
    try {
      Path file = fileOf(folder);
      return "process " + (isOurs(file) ? OUR_ID : Files.readString(file, UTF_8).strip());
    } catch (IOException e) {
      return "process unknown";
    }
  }

  /** One name for it, whatever links lead there. */
  private static Path fileOf(Path folder) throws IOException {
    return folder.toRealPath().resolve(FILE);
  }

  private static boolean isOurs(Path file) {
    synchronized (HELD) {
      return HELD.containsKey(file);
    }
  }

  private static @Nullable FolderLock tryTake(Path file) throws IOException {
    synchronized (HELD) {
      if (HELD.containsKey(file)) {
        return null;
      }
      FolderLock taken = lock(file);
      if (taken != null) {
        HELD.put(file, taken);
      }
      return taken;
    }
  }

  private static @Nullable FolderLock lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FolderLock taken = null;
    try {
      if (channel.tryLock() != null) { // until the channel is closed
        channel.truncate(0);
        channel.write(UTF_8.encode(OUR_ID), 0);
        taken = new FolderLock(file, channel);
      }
      return taken;
    } finally {
      if (taken == null) {
        channel.close();
      }
    }
  }

  /** Gives the folder back; the file stays. A second time it changes nothing. */
  @Override
  public void close() {
    synchronized (HELD) {
      if (!HELD.remove(file, this)) {
        return;
      }
      try {
        channel.close();
      } catch (IOException e) {
        throw VigilException.problem("The lock file " + file + " could not be released.", e);
      }
    }
  }
}
