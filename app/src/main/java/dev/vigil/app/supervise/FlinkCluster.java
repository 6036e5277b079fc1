package dev.vigil.app.supervise;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.runtime.FlinkJobs;
import dev.vigil.jobs.JobSettings;
import dev.vigil.jobs.VigilJob;
import dev.vigil.jobs.log.KnownGaps;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.jspecify.annotations.Nullable;

/** A real one, through its REST. */
record FlinkCluster(FlinkJobs flink, JobSettings settings) implements Cluster {
  private static final String NO_SLOTS = "NoResourceAvailableException";

  FlinkCluster {
    requireNonNull(flink, "flink is null");
    requireNonNull(settings, "settings is null");
  }

  @Override
  public List<FlinkJobs.Job> list() {
    return flink.list();
  }

  @Override
  public JobID submit(VigilJob job, @Nullable String checkpoint, KnownGaps gaps) {
    return flink.submit(job.environment(settings, gaps), job.name(), checkpoint);
  }

  @Override
  public void cancel(JobID id) {
    flink.cancel(id);
  }

  @Override
  public Optional<String> failureCause(JobID id) {
    return flink.failureCause(id).map(FlinkJobs.Failure::cause).map(FlinkCluster::withRemedy);
  }

  /** What Flink says of too few slots names no slots. */
  static String withRemedy(String cause) {
    return isOfTheCluster(cause)
        ? cause
            + " (all slots are taken: retire versions that nobody needs with ./vigil model retire,"
            + " or give the cluster more TaskManagers or taskmanager.slots)"
        : cause;
  }

  /** Whether the cause of a failure is the cluster, as when its TaskManagers are away. */
  static boolean isOfTheCluster(String cause) {
    return cause.contains(NO_SLOTS);
  }
}
