package dev.vigil.jobs;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.fold.Ticks;
import java.io.Serializable;

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
   * @param backend {@code hashmap} or {@code rocksdb}
   */
  public record Checkpoints(String folder, long intervalMillis, String backend)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    public Checkpoints {
      requireNonNull(folder, "folder is null");
      if (!backend.equals("hashmap") && !backend.equals("rocksdb")) {
        throw new IllegalArgumentException(
            "state backend '" + backend + "' is unknown, expected hashmap or rocksdb");
      }
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
