package dev.vigil.app.cli;

import dev.vigil.app.config.ProcessConfig;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.runtime.TaskManager;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code vigil taskmanager}. */
@Command(
    name = "taskmanager",
    description =
        "Run a TaskManager of a Flink cluster in this process (keys taskmanager.*). It looks for"
            + " its JobManager at jobmanager.host until it is there.")
public final class TaskManagerCommand extends ProcessCommand {
  public TaskManagerCommand() {
    super("taskmanager");
  }

  @Override
  protected int run(VigilConfig config, Output output) {
    ProcessConfig.Taskmanager settings = config.taskmanager();
    var node = flinkNode(config, settings.metricsPort());
    String jobManager = config.jobmanager().host() + ":" + config.jobmanager().port();
    output.print(
        "A TaskManager with "
            + settings.slots()
            + " slots, for the JobManager at "
            + jobManager
            + ". Ctrl-C ends it.",
        Map.of("jobmanager", jobManager, "slots", settings.slots()));
    TaskManager.run(node, jobManager(config), settings.host(), settings.slots());
    return DONE;
  }
}
