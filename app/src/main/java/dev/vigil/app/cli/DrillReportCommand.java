package dev.vigil.app.cli;

import dev.vigil.dashboard.drill.DrillReport;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil drill report}. */
@Command(
    name = "report",
    description =
        "What people did in a drill, and how soon: the first alert, who noticed and acknowledged"
            + " it, and what was done. Of one that runs, so far.")
final class DrillReportCommand extends OneDrill {
  /** The log of a large ward takes its time to be read again. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Option(
      names = "--again",
      description =
          "Compute it again from what the log still has, instead of showing the one that was kept"
              + " at the drill's end.")
  private boolean again;

  @Override
  void act(ServerClient client, Output output) {
    String path = path() + (again ? "?again=true" : "");
    DrillReport report = ServerAnswer.as(DrillReport.class, client.get(path, PATIENCE));
    output.print(DrillText.report(report), report);
  }
}
