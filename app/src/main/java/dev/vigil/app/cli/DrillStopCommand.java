package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.dashboard.drill.Drill;
import dev.vigil.schemas.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigil drill stop}. */
@Command(name = "stop", description = "End a drill: its patients leave, and its report is kept.")
final class DrillStopCommand extends OneDrill {
  @Mixin private WhyOption why = new WhyOption();

  @Override
  void act(ServerClient client, Output output) {
    ObjectNode body = Json.mapper().createObjectNode();
    String because = why.because();
    if (because != null) {
      body.put("because", because);
    }
    Drill ended = ServerAnswer.as(Drill.class, client.send("POST", path() + "/stop", body));
    output.print(
        DrillText.line(ended) + "\nWhat it showed: ./vigil drill report " + ended.id(), ended);
  }
}
