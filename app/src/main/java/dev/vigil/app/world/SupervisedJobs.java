package dev.vigil.app.world;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.runtime.Checkpoints;
import dev.vigil.app.supervise.JobPlan;
import dev.vigil.app.supervise.Rebuild;
import dev.vigil.app.supervise.Supervisor;
import dev.vigil.jobs.JobSettings;
import dev.vigil.jobs.history.StoreTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The supervisor of the jobs, and what the jobs are told. */
final class SupervisedJobs implements AutoCloseable {
  private final Closers closers = new Closers();
  private final Supervisor supervisor;

  private SupervisedJobs(Foundation on, FlinkAccess flink, Rebuild rebuild) {
    Path checkpoints = FlinkAccess.checkpoints(on.config(), on.folder());
    JobSettings settings = settings(on, checkpoints);
    StoreTarget store = new StoreTarget(on.store().endpoint(), BuiltInModels.features());
    Duration budget = Duration.ofMillis(on.config().scoring().budgetMillis());
    JobPlan plan = closers.add(new JobPlan(settings, store, budget, on.clock()));
    supervisor =
        closers.add(
            new Supervisor(flink.jobs(), settings, plan, new Checkpoints(checkpoints), rebuild));
  }

  /** Begins to submit jobs at once. */
  static SupervisedJobs start(Foundation on, FlinkAccess flink, Rebuild rebuild) {
    SupervisedJobs jobs = new SupervisedJobs(on, flink, rebuild);
    jobs.supervisor.start();
    return jobs;
  }

  private static JobSettings settings(Foundation on, Path checkpoints) {
    VigilConfig config = on.config();
    return new JobSettings(
        on.bootstrap(),
        on.clock().world(),
        FlinkAccess.parallelism(config),
        config.features().intervalSeconds(),
        new JobSettings.Checkpoints(
            checkpoints.toUri().toString().replaceAll("/+$", ""),
            TimeUnit.SECONDS.toMillis(config.flink().checkpointSeconds()),
            config.flink().stateBackend()));
  }

  Supervisor supervisor() {
    return supervisor;
  }

  @Override
  public void close() {
    closers.close();
  }
}
