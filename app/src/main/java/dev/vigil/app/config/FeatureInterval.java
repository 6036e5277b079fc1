package dev.vigil.app.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.OneLineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The seconds between two vectors of a patient: chosen once and remembered in the data folder. The
 * log and its vectors then stay of one kind, and whoever folds it again needs not be told how.
 */
public final class FeatureInterval {
  /** Where neither the configuration nor the folder nor the command says anything else. */
  static final int USUAL_SECONDS = 60;

  private static final String FILE = "features.interval-seconds";
  private static final int AS_BEGUN = 0;

  private FeatureInterval() {}

  /** Decides for a folder that may have none yet: then it is the usual one. */
  public static VigilConfig decide(VigilConfig config) {
    return decide(config, USUAL_SECONDS);
  }

  /**
   * The configuration with the interval decided: as the folder began, else as configured, else as
   * the command would have it.
   *
   * @throws VigilException if another one is configured than the folder began with
   */
  public static VigilConfig decide(VigilConfig config, int otherwise) {
    int wanted = config.features().intervalSeconds();
    Path file = file(config);
    if (!Files.exists(file)) {
      return config.withFeatureInterval(wanted == AS_BEGUN ? otherwise : wanted);
    }
    int begun = remembered(file);
    if (wanted != AS_BEGUN && wanted != begun) {
      throw VigilException.usage(
          "features.interval-seconds is "
              + wanted
              + ", but the data folder "
              + config.data().folder()
              + " began with "
              + begun
              + ": leave the key out, or start with another data folder.");
    }
    return config.withFeatureInterval(begun);
  }

  /** Decides, and remembers it for the folder's life. */
  public static VigilConfig keep(VigilConfig config) {
    VigilConfig decided = decide(config);
    try {
      OneLineFile.keep(file(config), Integer.toString(decided.features().intervalSeconds()));
      return decided;
    } catch (IOException e) {
      throw VigilException.problem(
          "The data folder "
              + config.data().folder()
              + " can't be written: correct its owner and mode.",
          e);
    }
  }

  private static Path file(VigilConfig config) {
    return config.data().folder().resolve(FILE);
  }

  private static int remembered(Path file) {
    try {
      return Integer.parseInt(Files.readString(file, UTF_8).strip());
    } catch (IOException | NumberFormatException e) {
      throw VigilException.problem(
          "The file "
              + file
              + " doesn't hold the seconds between two vectors: expected a whole number, mostly "
              + USUAL_SECONDS
              + ", or 10 of a demo.",
          e);
    }
  }
}
