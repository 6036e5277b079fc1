package dev.vigil.app.cli;

import dev.vigil.app.failure.VigilException;
import picocli.CommandLine.Option;

/** {@code --patients}: how many patients a simulated ward has. */
final class WardSizeOption {
  private static final int MOST = 999;

  @Option(
      names = "--patients",
      paramLabel = "N",
      defaultValue = "30",
      description = "Simulated patients, 1 to 999 (default: ${DEFAULT-VALUE}).")
  private int patients;

  /**
   * So many.
   *
   * @throws VigilException if these are none or too many
   */
  int patients() {
    if (patients < 1 || patients > MOST) {
      throw VigilException.usage("--patients is " + patients + ", expected 1 to " + MOST + ".");
    }
    return patients;
  }
}
