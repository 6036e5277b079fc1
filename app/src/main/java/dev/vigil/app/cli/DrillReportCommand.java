package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.dashboard.drill.DrillReport;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil drill report}. */
@Command(
    name = "report",
    description =
        "What people did in a drill, and how soon: the first alert, who noticed and acknowledged"
            + " it, and what was done. Of one that runs, so far.")
final class DrillReportCommand extends VigilCommand {
  /** The log of a large ward takes its time to be read again. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Mixin private ServerOption server = new ServerOption();

  @Parameters(paramLabel = "DRILL", description = "Which, such as drill-1.")
  private String drill = "";

  @Option(
      names = "--again",
      description =
          "Compute it again from what the log still has, instead of showing the one that was kept"
              + " at the drill's end.")
  private boolean again;

  @Override
  protected int run(VigilConfig config, Output output) {
    CommandGroup.requireOptionsAtTheEnd(spec());
    String path = DrillText.path(spec(), drill) + (again ? "?again=true" : "");
    DrillReport report =
        ServerAnswer.as(DrillReport.class, server.client(config).get(path, PATIENCE));
    output.print(DrillText.report(report), report);
    return DONE;
  }
}
