package dev.vigil.dashboard.models;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the jobs do that score by the bundles. */
@FunctionalInterface
public interface ModelJobs {
  /**
   * The health of one job.
   *
   * @param job its name
   * @param status Flink's word, or the supervisor's where Flink has none
   * @param reason of its last failure, or of failed scores; empty if there was none
   * @param lagSeconds how far what it has scored is behind the clock; null if it never said
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Health(String job, String status, String reason, @Nullable Long lagSeconds) {
    private static final String RUNNING = "RUNNING";

    public Health {
      requireNonNull(job, "job is null");
      requireNonNull(status, "status is null");
      requireNonNull(reason, "reason is null");
    }

    boolean isUpToDate(long mostBehindSeconds) {
      return status.equals(RUNNING) && lagSeconds != null && lagSeconds <= mostBehindSeconds;
    }
  }

  /** By bundle; a bundle without a job is left out. May block. */
  Map<String, Health> of(Collection<String> bundles);
}
