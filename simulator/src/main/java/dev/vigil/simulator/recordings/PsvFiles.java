package dev.vigil.simulator.recordings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Patients' files on disk. */
final class PsvFiles implements Recording {
  private final SortedMap<String, Path> files = new TreeMap<>();

  PsvFiles(List<Path> paths) {
    for (Path path : paths) {
      Path other = files.put(PsvFormat.idOf(path.toString()), path);
      if (other != null) {
        throw new RecordingException(
            other + " and " + path + " have the same patient's id; rename one of them");
      }
    }
  }

  @Override
  public List<DoubtfulUnit> doubtfulUnits() {
    return PsvColumn.doubtful();
  }

  @Override
  public List<String> patientIds() {
    return List.copyOf(files.keySet());
  }

  @Override
  public Stream<RecordedPatient> patients() {
    PsvParser parser = new PsvParser();
    return files.entrySet().stream().map(file -> read(parser, file.getKey(), file.getValue()));
  }

  private static RecordedPatient read(PsvParser parser, String id, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return parser.parse(id, file.toString(), in);
    } catch (IOException e) {
      throw new RecordingException(
          file + " can't be read (" + e.getClass().getSimpleName() + "); check its rights", e);
    }
  }
}
