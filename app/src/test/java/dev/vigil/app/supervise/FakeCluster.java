package dev.vigil.app.supervise;

import dev.vigil.app.runtime.FlinkJobs;
import dev.vigil.jobs.VigilJob;
import dev.vigil.jobs.log.KnownGaps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.jspecify.annotations.Nullable;

/** A cluster that takes every job unless told otherwise, and runs none. */
final class FakeCluster implements Cluster {
  final List<String> submitted = new ArrayList<>();
  final List<JobID> cancelled = new ArrayList<>();
  private final List<FlinkJobs.Job> runs = new ArrayList<>();
  private final Map<JobID, String> causes = new HashMap<>();
  @Nullable String refusal;
  @Nullable String cancelRefusal;
  @Nullable Error error;
  int asked;

  @Override
  public List<FlinkJobs.Job> list() {
    if (error != null) {
      throw error;
    }
    return List.copyOf(runs);
  }

  @Override
  public JobID submit(VigilJob job, @Nullable String checkpoint, KnownGaps gaps) {
    asked++;
    if (refusal != null) {
      throw new IllegalStateException(refusal);
    }
    String from = checkpoint == null ? "its beginning" : checkpoint;
    submitted.add(
        job.name()
            + " from "
            + from
            + (gaps.equals(KnownGaps.NONE) ? "" : " behind " + gaps.ends()));
    JobID id = new JobID();
    runs.add(new FlinkJobs.Job(id, job.name(), JobStatus.RUNNING, runs.size()));
    return id;
  }

  @Override
  public void cancel(JobID id) {
    if (cancelRefusal != null) {
      throw new IllegalStateException(cancelRefusal);
    }
    cancelled.add(id);
    end(id, JobStatus.CANCELED);
  }

  @Override
  public Optional<String> failureCause(JobID id) {
    return Optional.ofNullable(causes.get(id));
  }

  void fail(String name, String cause) {
    runs.stream()
        .filter(run -> run.name().equals(name) && run.isAlive())
        .findFirst()
        .ifPresent(
            run -> {
              end(run.id(), JobStatus.FAILED);
              causes.put(run.id(), cause);
            });
  }

  /** As Flink does with runs that ended an hour ago, and a new JobManager with all. */
  void forgetRuns() {
    runs.clear();
  }

  private void end(JobID id, JobStatus status) {
    runs.replaceAll(
        run ->
            run.id().equals(id)
                ? new FlinkJobs.Job(id, run.name(), status, run.startMillis())
                : run);
  }
}
