package dev.vigil.app.cli;

import dev.vigil.app.failure.VigilException;
import picocli.CommandLine.Option;

/** {@code --minutes}: how long a command that does not end by itself runs. */
final class MinutesOption {
  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "End by itself after so many minutes (default: run until told to end).")
  private double minutes;

  /**
   * So long; 0 for without end.
   *
   * @throws VigilException if it is less
   */
  double minutes() {
    if (!(minutes >= 0)) {
      throw VigilException.usage("--minutes is " + minutes + ", expected 0 or more.");
    }
    return minutes;
  }
}
