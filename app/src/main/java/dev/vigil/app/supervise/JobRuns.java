package dev.vigil.app.supervise;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.runtime.FlinkJobs;
import dev.vigil.app.runtime.RootCause;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the cluster remembers of the runs of one job. */
record JobRuns(Cluster cluster) {
  private static final Logger LOG = LoggerFactory.getLogger(JobRuns.class);

  JobRuns {
    requireNonNull(cluster, "cluster is null");
  }

  /** One that can't be cancelled is tried again by the next comparison, and holds up no other. */
  void cancel(FlinkJobs.Job run) {
    try {
      cluster.cancel(run.id());
    } catch (RuntimeException e) {
      LOG.warn("job {} could not be cancelled: {}", run.name(), RootCause.sentence(e));
    }
  }

  /** A submission that seemed to fail may have been taken: of several runs the first stays. */
  Optional<FlinkJobs.Job> onlyAlive(List<FlinkJobs.Job> runs) {
    List<FlinkJobs.Job> alive =
        runs.stream().filter(FlinkJobs.Job::isAlive).sorted(FlinkJobs.Job.BY_START).toList();
    alive.stream().skip(1).forEach(this::cancel);
    return alive.stream().findFirst();
  }

  /** Why the last of them ended; empty if nothing is known of it. */
  String lastFailure(List<FlinkJobs.Job> former) {
    return former.stream()
        .max(FlinkJobs.Job.BY_START)
        .flatMap(last -> cluster.failureCause(last.id()))
        .orElse("");
  }
}
