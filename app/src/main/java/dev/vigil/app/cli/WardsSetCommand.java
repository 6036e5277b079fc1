package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vigil wards set}. */
@Command(
    name = "set",
    description =
        "Make the running Vigil call people by other plans, without a restart. Who and why are kept"
            + " for ever.")
final class WardsSetCommand extends PolicyChanging {
  @Parameters(paramLabel = "FILE", description = "Plans of wards, as YAML; all of them.")
  private Path file = Path.of("");

  @Override
  protected int run(VigilConfig config, Output output) {
    return change(config, output, "wards", WardsInFile.read(file), null, "Plans");
  }
}
