package dev.vigil.simulator.recordings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Continuous glucose of many subjects in one {@code .csv} that begins with {@value #HEADER}, or the
 * folder it lies in. So are the recordings of Hall et al.: Glucotypes reveal new patterns of
 * glucose dysregulation, PLoS Biology 16(7):e2005143, 2018 (Dexcom G4, a value every 5 minutes).
 */
final class GlucoseFormat implements RecordingFormat {
  /** What the first line begins with; further columns are not looked at. */
  static final String HEADER = "subject,time_local,glucose_mg_dl";

  @Override
  public String name() {
    return "continuous glucose (.csv)";
  }

  @Override
  public String expects() {
    return "a .csv of continuous glucose that begins with " + HEADER + ", or the folder it lies in";
  }

  @Override
  public boolean recognises(Path path) {
    return Files.isDirectory(path) ? !files(path).isEmpty() : isGlucose(path);
  }

  @Override
  public Recording open(Path path) {
    if (!Files.isDirectory(path)) {
      return GlucoseRecording.read(path);
    }
    List<Path> files = files(path);
    if (files.size() != 1) {
      throw new RecordingException(
          path + " has " + files.size() + " files of continuous glucose; name the one you mean");
    }
    return GlucoseRecording.read(files.get(0));
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(GlucoseFormat::isGlucose).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new RecordingException(
          folder + " can't be listed (" + e.getClass().getSimpleName() + "); check its rights", e);
    }
  }

  private static boolean isGlucose(Path file) {
    if (!file.toString().endsWith(".csv") || !Files.isRegularFile(file)) {
      return false;
    }
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String first = reader.readLine();
      return first != null && first.startsWith(HEADER);
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
