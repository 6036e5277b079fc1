package dev.vigil.simulator.recordings;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A format with a file per patient: one of them, a folder of them at any depth, or a {@code
 * .tar.gz} of them, or a folder in which that archive lies.
 *
 * @param name for people
 * @param file what a file of it is called, such as {@code PhysioNet 2019 .psv file}
 * @param kind what its files are, made for each recording
 */
record PatientFilesFormat(String name, String file, Supplier<PatientFiles> kind)
    implements RecordingFormat {
  PatientFilesFormat {
    requireNonNull(name, "name is null");
    requireNonNull(file, "file is null");
    requireNonNull(kind, "kind is null");
  }

  @Override
  public String expects() {
    return "a " + file + ", a folder of them, their .tar.gz or the folder it lies in";
  }

  @Override
  public boolean recognises(Path path) {
    PatientFiles files = kind.get();
    if (Files.isDirectory(path)) {
      return hasPatients(files(path, files), files) || !archives(path, files).isEmpty();
    }
    return files.isPatient(path.toString())
        || (isArchive(path) && PatientArchive.looksRight(path, files));
  }

  @Override
  public Recording open(Path path) {
    PatientFiles files = kind.get();
    if (Files.isDirectory(path)) {
      List<Path> found = files(path, files);
      return hasPatients(found, files)
          ? new PatientFolder(found, files)
          : PatientArchive.open(theOne(archives(path, files), path), files);
    }
    return files.isPatient(path.toString())
        ? new PatientFolder(List.of(path), files)
        : PatientArchive.open(path, files);
  }

  private static boolean hasPatients(List<Path> found, PatientFiles files) {
    return found.stream().anyMatch(file -> files.isPatient(file.toString()));
  }

  private static Path theOne(List<Path> archives, Path folder) {
    if (archives.size() != 1) {
      throw new RecordingException(
          folder
              + " has "
              + archives.size()
              + " archives of recordings, expected one; name the one you mean");
    }
    return archives.get(0);
  }

  private static List<Path> files(Path folder, PatientFiles files) {
    return list(folder, Integer.MAX_VALUE).filter(file -> files.isOne(file.toString())).toList();
  }

  private static List<Path> archives(Path folder, PatientFiles files) {
    return list(folder, 1)
        .filter(PatientFilesFormat::isArchive)
        .filter(archive -> PatientArchive.looksRight(archive, files))
        .toList();
  }

  private static Stream<Path> list(Path folder, int depth) {
    try (Stream<Path> found = Files.walk(folder, depth)) {
      return found.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException | UncheckedIOException e) {
      throw new RecordingException(
          folder + " can't be listed (" + e.getClass().getSimpleName() + "); check its rights", e);
    }
  }

  private static boolean isArchive(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".tar.gz") || name.endsWith(".tgz");
  }
}
