package dev.vigil.app.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file of lines that grows while Vigil runs and is written anew, shorter, at each start. A kill
 * loses at most the line that it cut off.
 */
final class Journal implements AutoCloseable {
  private final Path file;
  private final BufferedWriter out;

  private Journal(Path file, BufferedWriter out) {
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
  static Journal rewrite(Path file, List<String> lines) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(fresh, lines, UTF_8);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new Journal(file, Files.newBufferedWriter(file, UTF_8, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /** Adds a line; it outlives a kill of this process once this returns. */
  void append(String line) {
    try {
      out.write(line);
      out.newLine();
      out.flush();
    } catch (IOException e) {
      throw failure(file, e);
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

  @Override
  public void close() throws IOException {
    out.close();
  }
}
