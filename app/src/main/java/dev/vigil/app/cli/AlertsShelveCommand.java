package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil alerts shelve}. */
@Command(
    name = "shelve",
    description =
        "Put an alert aside for a time: it is shown and asks nobody, unless it becomes worse. High"
            + " priority needs a reason and comes back at the change of shift at the latest.")
final class AlertsShelveCommand extends OneAlert {
  @Option(
      names = "--minutes",
      paramLabel = "N",
      required = true,
      description = "For how long, at most a day.")
  private int minutes;

  AlertsShelveCommand() {
    super("shelve");
  }

  @Override
  void fill(ObjectNode body) {
    body.put("forSeconds", seconds(minutes));
  }
}
