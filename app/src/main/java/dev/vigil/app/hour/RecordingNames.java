package dev.vigil.app.hour;

import dev.vigil.app.failure.VigilException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/** What recordings are called in a report: the name of the file or folder, where that is enough. */
final class RecordingNames {
  private RecordingNames() {}

  /**
   * Their names, in order: with as many folders before each as it takes to tell them apart.
   *
   * @throws VigilException if one is given twice
   */
  static List<String> of(List<Path> recordings) {
    List<Path> paths = recordings.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    for (Path path : paths) {
      if (paths.indexOf(path) != paths.lastIndexOf(path)) {
        throw VigilException.usage(
            "The recording " + path + " is given twice, expected each of them once.");
      }
    }
    int most = paths.stream().mapToInt(Path::getNameCount).max().orElse(0);
    for (int elements = 1; elements < most; elements++) {
      int some = elements;
      List<String> names = paths.stream().map(path -> end(path, some)).toList();
      if (new HashSet<>(names).size() == names.size()) {
        return names;
      }
    }
    return paths.stream().map(Path::toString).toList();
  }

  private static String end(Path path, int elements) {
    int count = path.getNameCount();
    return count == 0
        ? path.toString()
        : path.subpath(Math.max(0, count - elements), count).toString();
  }
}
