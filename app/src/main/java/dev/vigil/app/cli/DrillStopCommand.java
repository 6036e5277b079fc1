package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.dashboard.drill.Drill;
import dev.vigil.schemas.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil drill stop}. */
@Command(name = "stop", description = "End a drill: its patients leave, and its report is kept.")
final class DrillStopCommand extends VigilCommand {
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(paramLabel = "DRILL", description = "Which, such as drill-1.")
  private String drill = "";

  @Option(
      names = "--because",
      paramLabel = "WHY",
      converter = NonBlank.class,
      description = "Why; kept with the drill (default: stopped).")
  private @Nullable String because;

  @Override
  protected int run(VigilConfig config, Output output) {
    CommandGroup.requireOptionsAtTheEnd(spec());
    ObjectNode body = Json.mapper().createObjectNode();
    if (because != null) {
      body.put("because", because);
    }
    String path = DrillText.path(spec(), drill) + "/stop";
    Drill ended = ServerAnswer.as(Drill.class, server.client(config).send("POST", path, body));
    output.print(
        DrillText.line(ended) + "\nWhat it showed: ./vigil drill report " + ended.id(), ended);
    return DONE;
  }
}
