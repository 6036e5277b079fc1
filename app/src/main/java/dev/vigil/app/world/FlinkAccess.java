package dev.vigil.app.world;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.EmbeddedFlink;
import dev.vigil.app.runtime.FlinkJobs;
import dev.vigil.app.runtime.FlinkSettings;
import dev.vigil.jobs.JobSettings.StateBackend;
import java.nio.file.Path;
import java.util.List;

/** A Flink cluster that answers: one in this process, or the configured one. */
final class FlinkAccess implements AutoCloseable {
  /**
   * Features, alerts and history always run; this many scoring jobs may. A slot that nobody uses
   * costs nothing.
   */
  private static final int MOST_JOBS = 3 + 32;

  /** Five jobs of so many tasks fit into one process's slots and buffers: with our models. */
  private static final int MOST_TASKS = 32;

  private final Closers closers;
  private final FlinkJobs jobs;

  private FlinkAccess(VigilConfig config, Path folder, Closers closers) {
    this.closers = closers;
    String restUrl = config.flink().restUrl();
    if (config.flink().isEmbedded()) {
      FlinkSettings settings =
          new FlinkSettings(
              config.flink().restPort(),
              slots(config),
              checkpoints(config, folder),
              folder.resolve("scratch"));
      restUrl = closers.add(EmbeddedFlink.start(settings)).restUrl();
    }
    jobs = closers.add(FlinkJobs.connect(restUrl, List.of()));
  }

  /**
   * Starts the cluster, or connects to it.
   *
   * @throws VigilException if it can't be, or the checkpoints were made by another state backend:
   *     no job could go on from them
   */
  static FlinkAccess open(VigilConfig config, Path folder) {
    new FolderChoice<>(
            checkpoints(config, folder), "state.backend", "flink.state-backend", StateBackend.class)
        .keep(config.flink().stateBackend());
    return Closers.whole(parts -> new FlinkAccess(config, folder, parts));
  }

  /** Where checkpoints lie: the configured shared folder, or one in the data folder. */
  static Path checkpoints(VigilConfig config, Path folder) {
    String shared = config.flink().checkpoints();
    return (shared.isEmpty() ? folder.resolve("checkpoints") : Path.of(shared))
        .toAbsolutePath()
        .normalize();
  }

  /** More tasks than partitions would have nothing to read. */
  static int parallelism(VigilConfig config) {
    return Math.min(config.flink().parallelism(), config.kafka().partitions());
  }

  /** The more tasks each job has, the fewer scoring jobs there is room for in this process. */
  private static int slots(VigilConfig config) {
    int parallelism = parallelism(config);
    if (parallelism > MOST_TASKS) {
      throw VigilException.usage(
          "flink.parallelism is "
              + config.flink().parallelism()
              + ", but the Flink in this process has room for jobs of at most "
              + MOST_TASKS
              + " tasks: set it to 1.."
              + MOST_TASKS
              + ", or name a cluster with flink.rest-url.");
    }
    return Math.min(FlinkSettings.MOST_SLOTS, MOST_JOBS * parallelism);
  }

  FlinkJobs jobs() {
    return jobs;
  }

  @Override
  public void close() {
    closers.close();
  }
}
