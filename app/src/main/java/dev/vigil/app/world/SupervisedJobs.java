package dev.vigil.app.world;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.runtime.Checkpoints;
import dev.vigil.app.runtime.FlinkJobs;
import dev.vigil.app.supervise.JobPlan;
import dev.vigil.app.supervise.Rebuild;
import dev.vigil.app.supervise.Supervising;
import dev.vigil.app.supervise.Supervisor;
import dev.vigil.app.supervise.WatchedPlan;
import dev.vigil.dashboard.twin.Usual;
import dev.vigil.jobs.JobSettings;
import dev.vigil.jobs.history.StoreTarget;
import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.SupervisorState.Unread;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The supervisor of the jobs in this process, and what the jobs are told. */
final class SupervisedJobs implements Supervising {
  private final Closers closers;
  private final FlinkJobs flink;
  private final WatchedPlan watched;
  private final Supervisor supervisor;

  private SupervisedJobs(
      Foundation on,
      FlinkAccess flink,
      Rebuild rebuild,
      Optional<KafkaLease> lease,
      Closers closers) {
    this.closers = closers;
    this.flink = flink.jobs();
    Path checkpoints = FlinkAccess.checkpoints(on.config(), on.folder());
    JobSettings settings = settings(on, checkpoints);
    StoreTarget store = new StoreTarget(on.store().endpoint(), Usual.features());
    Duration budget = Duration.ofMillis(on.config().scoring().budgetMillis());
    JobPlan plan = closers.add(new JobPlan(settings, store, budget, on.clock()));
    var guarded = lease.map(held -> held.guarding(plan)).orElse(plan);
    watched = new WatchedPlan(guarded, on.clock(), System::nanoTime);
    supervisor =
        closers.add(
            new Supervisor(flink.jobs(), settings, watched, new Checkpoints(checkpoints), rebuild));
  }

  /**
   * Begins to submit jobs at once.
   *
   * @param lease without which nothing is done; empty where nobody else could have it
   */
  static SupervisedJobs start(
      Foundation on, FlinkAccess flink, Rebuild rebuild, Optional<KafkaLease> lease) {
    return Closers.whole(
        parts -> {
          SupervisedJobs jobs = new SupervisedJobs(on, flink, rebuild, lease, parts);
          jobs.supervisor.start();
          return jobs;
        });
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

  /** Jobs on a cluster would outlive this process; those in it end with it anyway. */
  @Override
  public void end() {
    supervisor.close();
    Set<String> names = supervisor.states().keySet();
    flink.list().stream()
        .filter(run -> names.contains(run.name()) && run.isAlive())
        .forEach(run -> flink.cancel(run.id()));
  }

  @Override
  public Map<String, JobState> states() {
    return supervisor.states();
  }

  @Override
  public Map<String, String> losses() {
    return supervisor.losses();
  }

  @Override
  public Optional<Unread> unread() {
    return watched.unread();
  }

  @Override
  public void close() {
    closers.close();
  }
}
