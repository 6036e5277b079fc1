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
final class PatientFolder implements Recording {
  private final SortedMap<String, Path> paths = new TreeMap<>();
  private final PatientFiles files;

  /**
   * Opens files.
   *
   * @throws RecordingException if two are of one patient, or one about all can't be read
   */
  PatientFolder(List<Path> some, PatientFiles files) {
    this.files = files;
    for (Path path : some) {
      if (files.isAboutAll(path.toString())) {
        readAboutAll(path);
        continue;
      }
      Path other = paths.put(files.idOf(path.toString()), path);
      if (other != null) {
        throw new RecordingException(
            other + " and " + path + " have the same patient's id; rename one of them");
      }
    }
  }

  @Override
  public List<DoubtfulUnit> doubtfulUnits() {
    return files.doubtfulUnits();
  }

  @Override
  public String label() {
    return files.label();
  }

  @Override
  public List<String> patientIds() {
    return List.copyOf(paths.keySet());
  }

  @Override
  public Stream<RecordedPatient> patients() {
    PatientFiles.Parser parser = files.parser();
    return paths.entrySet().stream().map(file -> read(parser, file.getKey(), file.getValue()));
  }

  private void readAboutAll(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      files.readAboutAll(file.toString(), in);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static RecordedPatient read(PatientFiles.Parser parser, String id, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return parser.parse(id, file.toString(), in);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static RecordingException unreadable(Path file, IOException cause) {
    return new RecordingException(
        file + " can't be read (" + cause.getClass().getSimpleName() + "); check its rights",
        cause);
  }
}
