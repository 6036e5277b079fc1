package dev.vigil.app.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of lines that grows while Vigil runs and is written anew, shorter, now and then. A kill
 * loses at most the line that it cut off. On a full disk lines wait in memory: a notifier that
 * stopped there would begin again, and tell the same for ever.
 */
final class Journal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private final Path file;
  private final OutputStream out;
  private final List<String> waiting = new ArrayList<>();
  private boolean closed;

  /** Where a file lies. */
  interface Disk {
    /** Opens it to add to it, without a buffer. */
    OutputStream append(Path file) throws IOException;
  }

  /** Those of this machine. */
  static final Disk REAL = file -> new FileOutputStream(file.toFile(), true);

  private Journal(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  /** The lines that are there; none if there is no file yet. One may be cut off in a character. */
  static List<String> read(Path file) {
    requireNonNull(file, "file is null");
    try {
      return Files.exists(file)
          ? new String(Files.readAllBytes(file), UTF_8).lines().toList()
          : List.of();
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /** Puts these lines in the place of all others, and appends from there on. */
  static Journal rewrite(Path file, List<String> lines, Disk disk) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(fresh, lines, UTF_8);
      // Opened before it takes the other's place: if it can't be, the other goes on.
      Journal journal = new Journal(file, disk.append(fresh));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return journal;
    } catch (IOException e) {
      removeHalf(fresh);
      throw failure(file, e);
    }
  }

  /** What was begun must not take the room that is missing. */
  private static void removeHalf(Path fresh) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      // The next one takes its place.
    }
  }

  /** Adds a line; it outlives a kill of this process once this returns, if the disk has room. */
  void append(String line) {
    if (closed) {
      return; // we are being stopped: the next start tells again what was not told by then
    }
    boolean hadFailed = !waiting.isEmpty();
    waiting.add(line);
    write(hadFailed);
  }

  private void write(boolean hadFailed) {
    try {
      // Half a line may stand there: what comes now begins with one of its own.
      String text = (hadFailed ? "\n" : "") + String.join("\n", waiting) + "\n";
      out.write(text.getBytes(UTF_8));
      waiting.clear();
      if (hadFailed) {
        LOG.info("{} is written again", file);
      }
    } catch (IOException e) {
      if (!hadFailed) {
        LOG.error(
            "{} What is told now is told once more if Vigil is started again before that.",
            failure(file, e).getMessage());
      }
    }
  }

  private static VigilException failure(Path file, IOException e) {
    return VigilException.problem(
        "The notifier's memory "
            + file
            + " can't be read or written: correct its owner and mode, and see whether the disk is"
            + " full.",
        e);
  }

  /** What waits is tried once more: whoever makes room starts Vigil again, mostly. */
  @Override
  public void close() throws IOException {
    if (!closed && !waiting.isEmpty()) {
      write(true);
    }
    closed = true;
    out.close();
  }
}
