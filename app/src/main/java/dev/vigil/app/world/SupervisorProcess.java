package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.config.FeatureInterval;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.runtime.FolderLock;
import dev.vigil.app.runtime.SignsOfLife;
import dev.vigil.app.supervise.Rebuild;
import dev.vigil.app.supervise.SupervisorPublisher;
import dev.vigil.history.HistoryStore;
import dev.vigil.schemas.fold.Ticks;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The supervisor of a Vigil, in a process of its own: jobs are submitted, started again and ended
 * as the ledger says, while the other processes are away.
 */
public final class SupervisorProcess implements AutoCloseable {
  private final Closers closers;
  private @Nullable KafkaLease lease;

  private SupervisorProcess(Closers closers) {
    this.closers = closers;
  }

  /**
   * Takes the jobs over.
   *
   * @param config with a Flink cluster, its folder of checkpoints and an InfluxDB
   * @param folder its own; it belongs to one Kafka for ever
   * @throws dev.vigil.app.failure.VigilException if there is another supervisor, or a folder is
   *     another Kafka's
   */
  public static SupervisorProcess start(
      VigilConfig config, Path folder, BegunLog log, Rebuild rebuild) {
    requireNonNull(config, "config is null");
    requireNonNull(folder, "folder is null");
    requireNonNull(log, "log is null");
    requireNonNull(rebuild, "rebuild is null");
    int port = config.supervisor().metricsPort();
    MetricsPort metrics = new MetricsPort(port, "supervisor.metrics-port");
    return Closers.whole(
        parts -> {
          SupervisorProcess process = new SupervisorProcess(parts);
          process.open(config, folder.toAbsolutePath().normalize(), log, rebuild, metrics);
          return process;
        });
  }

  private void open(
      VigilConfig asked, Path folder, BegunLog log, Rebuild rebuild, MetricsPort metrics) {
    closers.add(FolderLock.take(folder));
    FolderSpace.require(folder);
    // As many as there are, whatever is configured here: no task reads what isn't there.
    VigilConfig config = FeatureInterval.keep(asked.withPartitions(log.lastTicks().size()));
    Foundation on = foundation(config, folder, log.bootstrap());
    KafkaLease taken = closers.add(KafkaLease.take(LeaseOf.SUPERVISOR, on.bootstrap()));
    lease = taken;
    new LogOwner(on.bootstrap(), folder, FlinkAccess.checkpoints(config, folder))
        .require(Ticks.World.REAL_TIME, rebuild.isOfAll());
    FlinkAccess flink = closers.add(FlinkAccess.open(config, folder));
    SupervisedJobs jobs = closers.add(SupervisedJobs.start(on, flink, rebuild, Optional.of(taken)));
    SupervisorPublisher publisher =
        closers.add(
            SupervisorPublisher.open(
                on.bootstrap(),
                jobs,
                () -> taken.term() > 0,
                on.clock(),
                config.features().intervalSeconds()));
    closers.add(SignsOfLife.begin("supervisor", publisher::publish));
    SupervisorMeters.bind(jobs, metrics.meters());
    Vertx vertx = Vertx.vertx();
    closers.add(() -> Blocking.await(vertx.close()));
    metrics.open(vertx);
  }

  private Foundation foundation(VigilConfig config, Path folder, String bootstrap) {
    Path data = config.data().folder().toAbsolutePath().normalize();
    HistoryStore store =
        closers.add(new StoreChoice(config, data, Ticks.World.REAL_TIME).open(false));
    return new Foundation(config, folder, bootstrap, WorldClock.real(), store);
  }

  /**
   * Refuses to go on while another process may submit jobs. It submits and ends none from the
   * moment that it isn't the one to do so.
   *
   * @throws dev.vigil.app.failure.VigilException if that is so for 20 s, and another has the lease
   */
  public void requireItsTurn() {
    requireNonNull(lease, "not open").requireHeld();
  }

  @Override
  public void close() {
    closers.close();
  }
}
