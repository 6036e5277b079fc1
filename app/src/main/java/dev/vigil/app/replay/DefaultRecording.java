package dev.vigil.app.replay;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.simulator.recordings.GeneratedRecording;
import dev.vigil.simulator.recordings.RecordingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The recording that is played when none is named: the sepsis recordings where they are, else a
 * generated one in the same format.
 */
public final class DefaultRecording {
  /** Variable that names the folder of all recordings. */
  public static final String VARIABLE = "VIGIL_DATA";

  private static final Path DEFAULT_FOLDER = Path.of("..", "shared", "data");
  private static final String RECORDING = "cinc2019-sepsis";
  private static final String GENERATED = "generated-recording";
  private static final int MOST_GENERATED = 50;
  private static final long SEED = 20_190_101L;

  private final Path real;
  private final Path generated;

  /**
   * Looks for it; nothing is made yet.
   *
   * @param variables the process's environment
   * @param dataFolder where a generated recording may lie
   */
  public DefaultRecording(Map<String, String> variables, Path dataFolder) {
    String named = requireNonNull(variables, "variables is null").get(VARIABLE);
    real = (named == null ? DEFAULT_FOLDER : Path.of(named)).resolve(RECORDING);
    generated = requireNonNull(dataFolder, "dataFolder is null").resolve(GENERATED);
  }

  /** Where it lies, or will lie. */
  public Path path() {
    return Files.isDirectory(real) ? real : generated;
  }

  /**
   * Makes sure that there is one.
   *
   * @param patients how many are to be played
   * @param say is told in one sentence where the real ones are left out
   * @throws VigilException if it can't be written
   */
  public void prepare(int patients, Consumer<String> say) {
    if (Files.isDirectory(real)) {
      return;
    }
    int count = Math.min(patients, MOST_GENERATED);
    say.accept(
        "There are no recordings at "
            + real
            + " (set "
            + VARIABLE
            + " to their folder): real patients are left out, "
            + count
            + " generated ones are played.");
    try {
      Files.createDirectories(generated);
      GeneratedRecording.write(generated, count, SEED);
    } catch (IOException | RecordingException e) {
      throw VigilException.problem(
          "The folder "
              + generated
              + " can't be written: correct its owner and mode, and see whether the disk is full.",
          e);
    }
  }
}
