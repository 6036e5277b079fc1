package dev.vigil.simulator.recordings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The way in: a path becomes a {@link Recording} by the first format that recognises it. */
public final class Recordings {
  private static final List<RecordingFormat> FORMATS =
      List.of(PsvFiles.FORMAT, Cinc2012Files.FORMAT, new ClevelandFormat(), new GlucoseFormat());

  private Recordings() {}

  /** All formats, in the order in which they are asked. */
  public static List<RecordingFormat> formats() {
    return FORMATS;
  }

  /**
   * Opens the recording at a path.
   *
   * @throws RecordingException if there is none, or it can't be read
   */
  public static Recording open(Path path) {
    if (!Files.exists(path)) {
      throw new RecordingException(path + " does not exist; expected " + expected());
    }
    if (!Files.isReadable(path)) {
      throw new RecordingException(path + " may not be read; give yourself the right to read it");
    }
    return FORMATS.stream()
        .filter(format -> format.recognises(path))
        .findFirst()
        .orElseThrow(
            () ->
                new RecordingException(
                    path + " is not a recording that Vigil can read; expected " + expected()))
        .open(path);
  }

  private static String expected() {
    return FORMATS.stream().map(RecordingFormat::expects).collect(Collectors.joining("; or "));
  }
}
