package dev.vigil.app.supervise;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.VigilJob;
import java.util.List;

/**
 * A job that should run.
 *
 * @param models {@code model:version} of what it scores with; empty for a job that doesn't score
 * @param entries how many lines of the ledger name its bundle; 0 for a job that doesn't score
 */
public record PlannedJob(VigilJob job, List<String> models, long entries) {
  public PlannedJob {
    requireNonNull(job, "job is null");
    models = List.copyOf(models);
  }

  static PlannedJob of(VigilJob job) {
    return new PlannedJob(job, List.of(), 0);
  }

  String name() {
    return job.name();
  }

  boolean isScoring() {
    return !models.isEmpty();
  }
}
