package dev.vigil.app.cli;

import dev.vigil.app.failure.VigilException;
import picocli.CommandLine.Option;

/** {@code --patients}: how many patients of a recording are looked at. */
final class PatientsOption {
  @Option(
      names = "--patients",
      paramLabel = "N",
      description = "Only the first N patients, in the order of their ids (default: all).")
  private int patients = Integer.MAX_VALUE;

  /**
   * At most so many.
   *
   * @throws VigilException if that would be nobody
   */
  int patients() {
    if (patients < 1) {
      throw VigilException.usage("--patients is " + patients + ", expected at least 1.");
    }
    return patients;
  }
}
