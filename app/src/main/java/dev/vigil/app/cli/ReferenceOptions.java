package dev.vigil.app.cli;

import dev.vigil.app.failure.VigilException;
import picocli.CommandLine.Option;

/** Which patients of a recording are looked at. */
final class ReferenceOptions {
  @Option(
      names = "--patients",
      paramLabel = "N",
      description = "Only the first N patients, in the order of their ids (default: all).")
  private int patients = Integer.MAX_VALUE;

  int patients() {
    if (patients < 1) {
      throw VigilException.usage("--patients is " + patients + ", expected at least 1.");
    }
    return patients;
  }
}
