package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.dashboard.drill.Drill;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigil drill list}. */
@Command(name = "list", description = "All drills, the latest first.")
final class DrillListCommand extends VigilCommand {
  @Mixin private ServerOption server = new ServerOption();

  @Override
  protected int run(VigilConfig config, Output output) {
    JsonNode drills = server.client(config).get(DrillText.PATH).path("drills");
    output.list(
        ServerAnswer.list(Drill.class, drills),
        DrillText::line,
        "There was no drill yet: ./vigil drill start --help");
    return DONE;
  }
}
