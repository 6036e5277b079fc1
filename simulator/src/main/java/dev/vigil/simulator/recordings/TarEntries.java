package dev.vigil.simulator.recordings;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** The files of a {@code .tar.gz}, one after the other. */
final class TarEntries implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /** A real one has at most 80 KB; one above this is something else. */
  private static final long MOST_BYTES = 16L << 20;

  private final Path path;
  private final PatientFiles files;
  private final InputStream gzip;
  private final TarArchiveInputStream tar;

  private TarEntries(Path path, PatientFiles files, InputStream gzip) {
    this.path = path;
    this.files = files;
    this.gzip = gzip;
    tar = new TarArchiveInputStream(gzip);
  }

  static TarEntries open(Path path, PatientFiles files) throws IOException {
    InputStream file = Files.newInputStream(path);
    try {
      return new TarEntries(
          path, files, new BufferedInputStream(new GZIPInputStream(file, BUFFER), BUFFER));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** The next file of the recording, or null at the end. */
  @Nullable TarArchiveEntry next() throws IOException {
    TarArchiveEntry entry = nextFile();
    while (entry != null && !files.isOne(entry.getName())) {
      entry = nextFile();
    }
    return entry;
  }

  /** The next regular file, or null at the end. */
  @Nullable TarArchiveEntry nextFile() throws IOException {
    TarArchiveEntry entry = tar.getNextEntry();
    while (entry != null && !entry.isFile()) {
      entry = tar.getNextEntry();
    }
    return entry;
  }

  /** The bytes of the entry that was returned last. */
  byte[] read(TarArchiveEntry entry) throws IOException {
    if (entry.getSize() > MOST_BYTES) {
      throw new RecordingException(
          path
              + "!"
              + entry.getName()
              + " has more than "
              + (MOST_BYTES >> 20)
              + " MB; expected one patient's stay");
    }
    return tar.readAllBytes();
  }

  /** Reads what is behind the last entry, where gzip has its checksum. */
  void drain() throws IOException {
    gzip.transferTo(OutputStream.nullOutputStream());
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
