package dev.vigil.app.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** {@code --ward}: of which wards somebody sees the patients. */
final class WardsOption {
  @Option(
      names = "--ward",
      paramLabel = "WARD",
      split = ",",
      description = "Only the patients of these wards (default: all).")
  private List<String> wards = List.of();

  /** None for all of them. */
  List<String> wards() {
    return wards;
  }
}
