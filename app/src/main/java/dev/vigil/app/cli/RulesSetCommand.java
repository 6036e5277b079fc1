package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vigil alerts rules set}. */
@Command(
    name = "set",
    description =
        "Make the running Vigil raise by other rules, without a restart. Who and why are kept for"
            + " ever.")
final class RulesSetCommand extends PolicyChanging {
  @Parameters(paramLabel = "FILE", description = "Rules, as YAML; all of them.")
  private Path file = Path.of("");

  @Override
  protected int run(VigilConfig config, Output output) {
    return change(config, output, "rules", RulesInFile.read(file).json(), null, "Rules");
  }
}
