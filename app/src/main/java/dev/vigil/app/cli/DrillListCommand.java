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
    CommandGroup.requireOptionsAtTheEnd(spec());
    JsonNode drills = server.client(config).get("/api/drills").path("drills");
    for (JsonNode each : drills) {
      Drill drill = ServerAnswer.as(Drill.class, each);
      output.print(DrillText.line(drill), drill);
    }
    if (drills.isEmpty()) {
      output.text("There was no drill yet: ./vigil drill start --help");
    }
    return DONE;
  }
}
