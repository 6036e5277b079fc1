package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vigil alerts rules check}. */
@Command(
    name = "check",
    description =
        "Whether rules can be taken; if not, the line, the field and what was expected. Nothing is"
            + " changed.")
final class RulesCheckCommand extends VigilCommand {
  @Parameters(paramLabel = "FILE", description = "Rules, as YAML.")
  private Path file = Path.of("");

  @Override
  protected int run(VigilConfig config, Output output) {
    int rules = RulesInFile.read(file).policy().rules().size();
    output.print(file + ": " + rules + " rules, all usable.", Map.of("rules", rules));
    return DONE;
  }
}
