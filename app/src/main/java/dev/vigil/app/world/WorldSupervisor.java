package dev.vigil.app.world;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.supervise.Rebuild;
import dev.vigil.app.supervise.Supervising;
import dev.vigil.app.supervise.SupervisorElsewhere;
import dev.vigil.schemas.fold.Ticks;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who supervises a world's jobs: a part of this process, or one of its own. */
final class WorldSupervisor {
  private final VigilConfig config;
  private final Rebuild rebuild;
  private final Optional<CompletableFuture<FlinkAccess>> flink;

  private WorldSupervisor(
      VigilConfig config, Rebuild rebuild, Optional<CompletableFuture<FlinkAccess>> flink) {
    this.config = config;
    this.rebuild = rebuild;
    this.flink = flink;
  }

  /** Whether it is a process of its own; a recorded world's is a part of it, always. */
  static boolean isElsewhere(VigilConfig config, Ticks.World kind) {
    return config.supervisor().elsewhere() && kind == Ticks.World.REAL_TIME;
  }

  /**
   * Begins to open what it needs, while other parts are opened.
   *
   * @throws VigilException if the other process couldn't reach what this one has to itself
   */
  static WorldSupervisor prepare(
      VigilConfig config, Path folder, Ticks.World kind, Rebuild rebuild, Closers closers) {
    if (isElsewhere(config, kind)) {
      requireShared(config, rebuild);
      return new WorldSupervisor(config, rebuild, Optional.empty());
    }
    return new WorldSupervisor(
        config, rebuild, Optional.of(closers.opening(() -> FlinkAccess.open(config, folder))));
  }

  private static void requireShared(VigilConfig config, Rebuild rebuild) {
    if (config.kafka().isEmbedded()) {
      throw VigilException.usage(
          "supervisor.elsewhere is true and kafka.bootstrap is empty: expected the Kafka that"
              + " ./vigil supervisor finds the ledger in, host:port.");
    }
    if (config.store().kind() != VigilConfig.StoreKind.INFLUXDB) {
      throw VigilException.usage(
          "supervisor.elsewhere is true and store.kind is not influxdb: expected the InfluxDB that"
              + " the jobs of ./vigil supervisor write the history to.");
    }
    if (rebuild != Rebuild.NOTHING) {
      throw VigilException.usage(
          "--rebuild-state is for the process that submits the jobs: end ./vigil supervisor, and"
              + " start it with --rebuild-state.");
    }
  }

  /**
   * Begins to submit jobs at once, or to follow whoever does.
   *
   * @param lease without which this process submits nothing; empty where nobody else could have it
   */
  Supervising start(Foundation on, Optional<KafkaLease> lease, Closers closers) {
    return closers.add(
        flink.isPresent()
            ? SupervisedJobs.start(on, Closers.opened(flink.get()), rebuild, lease)
            : SupervisorElsewhere.follow(
                on.bootstrap(),
                on.clock(),
                config.heartbeat().stalledAfterSeconds(),
                config.features().intervalSeconds()));
  }
}
