package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.JobManager;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code vigil jobmanager}. */
@Command(
    name = "jobmanager",
    description =
        "Run the JobManager of a Flink cluster in this process (keys jobmanager.*). A Vigil finds"
            + " it by flink.rest-url, and its supervisor submits the jobs.")
public final class JobManagerCommand extends ProcessCommand {
  public JobManagerCommand() {
    super("jobmanager");
  }

  @Override
  protected int run(VigilConfig config, Output output) {
    JobManager jobManager =
        JobManager.start(flinkNode(config, config.jobmanager().metricsPort()), jobManager(config));
    output.print(
        "The JobManager is up: REST " + jobManager.restUrl() + ". Ctrl-C ends it.",
        Map.of("rest", jobManager.restUrl()));
    return jobManager.awaitEnd() ? DONE : VigilException.PROBLEM;
  }
}
