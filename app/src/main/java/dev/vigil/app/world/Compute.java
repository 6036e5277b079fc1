package dev.vigil.app.world;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.runtime.Checkpoints;
import dev.vigil.app.supervise.JobPlan;
import dev.vigil.app.supervise.Supervisor;
import dev.vigil.history.StoreEndpoint;
import dev.vigil.jobs.JobSettings;
import dev.vigil.jobs.history.StoreTarget;
import dev.vigil.schemas.fold.Ticks;
import java.nio.file.Path;

/** The supervisor of the jobs, and what the jobs are told. */
final class Compute implements AutoCloseable {
  private static final long MILLIS_A_SECOND = 1000;

  private final Closers closers = new Closers();
  private final JobSettings settings;
  private final Supervisor supervisor;

  private Compute(FlinkAccess flink, JobSettings settings, Path checkpoints, StoreEndpoint store) {
    this.settings = settings;
    JobPlan plan = new JobPlan(settings, new StoreTarget(store, BuiltInModels.features()));
    supervisor =
        closers.add(new Supervisor(flink.jobs(), plan, settings, new Checkpoints(checkpoints)));
  }

  /** Begins to submit jobs at once. */
  static Compute start(
      VigilConfig config,
      Path folder,
      String bootstrap,
      Ticks.World world,
      FlinkAccess flink,
      StoreEndpoint store) {
    Path checkpoints = FlinkAccess.checkpoints(config, folder);
    JobSettings settings =
        new JobSettings(
            bootstrap,
            world,
            FlinkAccess.parallelism(config),
            config.features().intervalSeconds(),
            new JobSettings.Checkpoints(
                uri(checkpoints), config.flink().checkpointSeconds() * MILLIS_A_SECOND, "hashmap"));
    Compute compute = new Compute(flink, settings, checkpoints, store);
    compute.supervisor.start();
    return compute;
  }

  private static String uri(Path checkpoints) {
    return checkpoints.toUri().toString().replaceAll("/+$", "");
  }

  JobSettings settings() {
    return settings;
  }

  Supervisor supervisor() {
    return supervisor;
  }

  @Override
  public void close() {
    closers.close();
  }
}
