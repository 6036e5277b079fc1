package dev.vigil.simulator.recordings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PhysioNet/CinC Challenge 2019 (early prediction of sepsis): one {@code .psv} per patient, a
 * folder of them at any depth, or a {@code .tar.gz} of them, or a folder in which that archive
 * lies. Source: physionet.org/content/challenge-2019/1.0.0.
 */
final class PsvFormat implements RecordingFormat {
  private static final String SUFFIX = ".psv";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Override
  public String name() {
    return "PhysioNet 2019 (.psv)";
  }

  @Override
  public String expects() {
    return "a PhysioNet 2019 .psv file, a folder of them, their .tar.gz or the folder it lies in";
  }

  @Override
  public boolean recognises(Path path) {
    if (Files.isDirectory(path)) {
      return !files(path).isEmpty() || !archives(path).isEmpty();
    }
    return isPsv(path.toString()) || (isArchive(path) && PsvArchive.looksRight(path));
  }

  @Override
  public Recording open(Path path) {
    if (isPsv(path.toString()) && !Files.isDirectory(path)) {
      return new PsvFiles(List.of(path));
    }
    if (!Files.isDirectory(path)) {
      return PsvArchive.open(path);
    }
    List<Path> files = files(path);
    return files.isEmpty() ? PsvArchive.open(theOne(archives(path), path)) : new PsvFiles(files);
  }

  private static Path theOne(List<Path> archives, Path folder) {
    if (archives.size() != 1) {
      throw new RecordingException(
          folder
              + " has "
              + archives.size()
              + " archives of .psv files, expected one; name the one you mean");
    }
    return archives.get(0);
  }

  private static List<Path> files(Path folder) {
    return list(folder, Integer.MAX_VALUE).filter(file -> isPsv(file.toString())).toList();
  }

  private static List<Path> archives(Path folder) {
    return list(folder, 1).filter(PsvFormat::isArchive).filter(PsvArchive::looksRight).toList();
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

  /** Whether a path, with / or the system's separator, names a patient's file. */
  static boolean isPsv(String path) {
    String name = fileName(path);
    // macOS puts its own attributes into archives as ._name.
    return name.endsWith(SUFFIX) && !name.startsWith(".");
  }

  /**
   * The patient's id, which is the file's name.
   *
   * @throws RecordingException if Vigil can't take the name as an id
   */
  static String idOf(String path) {
    String name = fileName(path);
    String id = name.substring(0, name.length() - SUFFIX.length());
    if (!ID.matcher(id).matches()) {
      throw new RecordingException(
          path
              + ": the file's name is the patient's id; expected 1 to 64 letters, digits, dots,"
              + " dashes or underscores, rename it");
    }
    return id;
  }

  private static String fileName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
