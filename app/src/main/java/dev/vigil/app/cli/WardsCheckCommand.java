package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vigil wards check}. */
@Command(
    name = "check",
    description =
        "Whether plans can be taken; if not, the line, the field and what was expected. Nothing is"
            + " changed.")
final class WardsCheckCommand extends VigilCommand {
  @Parameters(paramLabel = "FILE", description = "Plans of wards, as YAML.")
  private Path file = Path.of("");

  @Override
  protected int run(VigilConfig config, Output output) {
    int plans = WardsInFile.read(file).size();
    output.print(file + ": " + plans + " plans, all usable.", Map.of("wards", plans));
    return DONE;
  }
}
