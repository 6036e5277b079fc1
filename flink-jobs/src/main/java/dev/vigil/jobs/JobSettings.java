package dev.vigil.jobs;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.fold.Ticks;
import java.io.Serializable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;

/**
 * What all jobs have to know.
 *
 * @param bootstrap Kafka's address, {@code host:port[,host:port…]}
 * @param world whose clock the ticks are
 * @param parallelism of each job, at most the number of partitions of the patient log
 * @param featureIntervalSeconds shortest time between two vectors of a patient
 * @param checkpoints where and how often state is kept
 */
public record JobSettings(
    String bootstrap,
    Ticks.World world,
    int parallelism,
    int featureIntervalSeconds,
    Checkpoints checkpoints)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Where and how often state is kept.
   *
   * @param folder URI of a folder that all of Flink can write to; each job has its own below it
   * @param intervalMillis between two checkpoints
   * @param backend where state lies between them
   */
  public record Checkpoints(String folder, long intervalMillis, StateBackend backend)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    public Checkpoints {
      requireNonNull(folder, "folder is null");
      requireNonNull(backend, "backend is null");
    }
  }

  /** Where state lies. A checkpoint can be restored only by the one that made it. */
  public enum StateBackend {
    /** Objects on the heap: fast, as large as memory; every checkpoint is whole. */
    HEAP("hashmap", false),
    /** RocksDB on local disk: slower, as large as the disk; a checkpoint is what has changed. */
    ROCKSDB("rocksdb", true);

    private final String flinkName;
    private final boolean incremental;

    StateBackend(String flinkName, boolean incremental) {
      this.flinkName = flinkName;
      this.incremental = incremental;
    }

    void configure(Configuration flink) {
      flink.set(StateBackendOptions.STATE_BACKEND, flinkName);
      flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, incremental);
    }
  }

  public JobSettings {
    requireNonNull(bootstrap, "bootstrap is null");
    requireNonNull(world, "world is null");
    requireNonNull(checkpoints, "checkpoints is null");
    if (parallelism < 1 || parallelism > VigilJob.MAX_PARALLELISM) {
      throw new IllegalArgumentException(
          "parallelism " + parallelism + " is outside 1.." + VigilJob.MAX_PARALLELISM);
    }
    if (featureIntervalSeconds < 1) {
      throw new IllegalArgumentException(
          "feature interval " + featureIntervalSeconds + " s is below 1 s");
    }
  }
}
