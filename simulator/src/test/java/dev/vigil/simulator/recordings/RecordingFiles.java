package dev.vigil.simulator.recordings;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes small recordings. */
final class RecordingFiles {
  static final String HEADER = "HR|FiO2|Lactate|Age|Gender|Unit1|ICULOS|SepsisLabel";

  private RecordingFiles() {}

  static String psv(String... rows) {
    return HEADER + "\n" + String.join("\n", rows) + "\n";
  }

  static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** An archive with the files in the order of the map. */
  static Path archive(Path file, Map<String, String> files) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      for (Map.Entry<String, String> entry : files.entrySet()) {
        byte[] bytes = entry.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry header = new TarArchiveEntry(entry.getKey());
        header.setSize(bytes.length);
        header.setModTime(0); // the same bytes whenever it is written
        tar.putArchiveEntry(header);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
    return file;
  }

  static void cutTo(Path file, int bytes) throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));
  }
}
