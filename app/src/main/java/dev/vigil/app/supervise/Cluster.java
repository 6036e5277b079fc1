package dev.vigil.app.supervise;

import dev.vigil.app.runtime.FlinkJobs;
import dev.vigil.jobs.VigilJob;
import dev.vigil.jobs.log.KnownGaps;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.jspecify.annotations.Nullable;

/** What the supervisor asks of a Flink cluster; see {@link FlinkJobs} for what each throws. */
interface Cluster {
  /** All jobs that the cluster remembers, ended ones too. */
  List<FlinkJobs.Job> list();

  /**
   * Submits a job; from the beginning of its log if there is no checkpoint.
   *
   * @param gaps behind which it goes on
   */
  JobID submit(VigilJob job, @Nullable String checkpoint, KnownGaps gaps);

  void cancel(JobID id);

  /** Why a job last failed, in one line. */
  Optional<String> failureCause(JobID id);
}
