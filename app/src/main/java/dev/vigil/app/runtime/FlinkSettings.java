package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * The embedded Flink cluster.
 *
 * @param restPort of the loopback interface; 0 takes a free one
 * @param slots tasks of one operator chain that run at once: the sum of the jobs' parallelisms,
 *     1..{@value #MOST_SLOTS}
 * @param checkpoints folder for jobs that name none of their own
 * @param scratch folder for the cluster's own files, which are worth nothing after a stop
 */
public record FlinkSettings(int restPort, int slots, Path checkpoints, Path scratch) {
  /** More tasks at once than this are not one machine's work. */
  public static final int MOST_SLOTS = 256;

  public FlinkSettings {
    requireNonNull(checkpoints, "checkpoints is null");
    requireNonNull(scratch, "scratch is null");
    if (restPort < 0 || restPort > 65_535) {
      throw new IllegalArgumentException("restPort " + restPort + " is outside 0..65535");
    }
    if (slots < 1 || slots > MOST_SLOTS) {
      throw new IllegalArgumentException("slots " + slots + " is outside 1.." + MOST_SLOTS);
    }
  }
}
