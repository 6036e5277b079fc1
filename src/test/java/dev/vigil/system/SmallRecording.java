package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.simulator.recordings.GeneratedRecording;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A recording that a test can replay in seconds: whole short stays of real patients, copied out of
 * the archive of {@code cinc2019-sepsis}. Where the data is missing, a generated one takes its
 * place, and one line says so.
 */
final class SmallRecording {
  private static final Path ARCHIVE = Path.of("cinc2019-sepsis", "training_setB_dev.tar.gz");

  /** From this module's folder; `../shared/data` from the project's. */
  private static final String DEFAULT_DATA = "../../../shared/data";

  /** With it, two of the first six patients fall ill early enough to raise alerts. */
  private static final long SEED = 20190113;

  private SmallRecording() {}

  /**
   * Writes {@code .psv} files into a folder.
   *
   * @param patients how many
   * @param hours longest stay; there are stays of 8 h and longer
   */
  static Path write(Path folder, int patients, int hours) throws IOException {
    Files.createDirectories(folder);
    String data = System.getenv().getOrDefault("VIGIL_DATA", DEFAULT_DATA);
    Path archive = Path.of(data).resolve(ARCHIVE);
    if (Files.isReadable(archive)) {
      copy(archive, folder, patients, hours);
    } else {
      System.err.println(
          archive + " is missing: left out are real patients, a generated recording is replayed");
      generate(folder, patients, hours);
    }
    return folder;
  }

  private static void copy(Path archive, Path folder, int patients, int hours) throws IOException {
    int copied = 0;
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null && copied < patients) {
        Path name = Path.of(entry.getName()).getFileName();
        if (entry.isFile() && name.toString().endsWith(".psv")) {
          byte[] stay = tar.readAllBytes();
          if (rows(stay) <= hours) {
            Files.write(folder.resolve(name), stay);
            copied++;
          }
        }
        entry = tar.getNextEntry();
      }
    }
    if (copied < patients) {
      throw new IllegalStateException(
          archive + " has " + copied + " stays of at most " + hours + " h, expected " + patients);
    }
  }

  private static long rows(byte[] stay) {
    return new String(stay, UTF_8).lines().filter(line -> !line.isBlank()).count() - 1;
  }

  private static void generate(Path folder, int patients, int hours) throws IOException {
    GeneratedRecording.write(folder, patients, SEED);
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        List<String> lines = Files.readAllLines(file, UTF_8);
        Files.write(file, lines.subList(0, Math.min(lines.size(), hours + 1)), UTF_8);
      }
    }
  }
}
