package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.entrypoint.ClusterEntrypointException;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;

/**
 * Flink's JobManager as this process's work, through Flink's own entry point. It remembers no jobs
 * across a restart: the supervisor submits them again from their checkpoints.
 */
public final class JobManager {
  private final StandaloneSessionClusterEntrypoint entrypoint;
  private final String host;

  private JobManager(StandaloneSessionClusterEntrypoint entrypoint, String host) {
    this.entrypoint = entrypoint;
    this.host = host;
  }

  /**
   * Starts it, and returns when its REST answers.
   *
   * @throws VigilException if a port is taken or a folder can't be written
   */
  public static JobManager start(FlinkNode node, JobManagerAddress address) {
    requireNonNull(node, "node is null");
    requireNonNull(address, "address is null");
    Ports.requireFree(address.host(), address.port(), "jobmanager.port");
    Ports.requireFree(address.host(), address.restPort(), "jobmanager.rest-port");
    Configuration conf = node.configuration();
    address.tell(conf);
    conf.set(JobManagerOptions.BIND_HOST, address.host());
    conf.set(RestOptions.BIND_ADDRESS, address.host());
    conf.set(RestOptions.BIND_PORT, Integer.toString(address.restPort()));
    // Jobs come from the supervisor; nobody uploads jars.
    conf.set(WebOptions.SUBMIT_ENABLE, false);
    var entrypoint = new StandaloneSessionClusterEntrypoint(conf);
    try {
      entrypoint.startCluster();
    } catch (ClusterEntrypointException e) {
      throw VigilException.problem(
          "The JobManager could not start: " + RootCause.sentence(e) + ".", e);
    }
    return new JobManager(entrypoint, address.host());
  }

  /** Where {@link FlinkJobs} connects to. */
  public String restUrl() {
    return "http://" + host + ":" + entrypoint.getRestPort();
  }

  /** Waits until it is told to end, and says whether it ended well. */
  public boolean awaitEnd() {
    return entrypoint.getTerminationFuture().join().processExitCode() == 0;
  }
}
