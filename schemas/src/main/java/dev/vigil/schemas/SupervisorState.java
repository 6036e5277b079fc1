package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor that is a process of its own says of itself, in {@code vigil.supervision} under
 * {@link #KEY}: that it lives, and how the jobs do. Nothing of a patient.
 *
 * @param at when it said so, whole seconds of the world's clock since the epoch
 * @param featureIntervalSeconds between two vectors of a patient, in the jobs that it submits
 * @param jobs how those that should run were at its last comparison, by name
 * @param losses what jobs have lost for good since its start, in one sentence by the job's name
 * @param unread null while it can read what should run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SupervisorState(
    long at,
    int featureIntervalSeconds,
    SortedMap<String, JobState> jobs,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, String> losses,
    @Nullable Unread unread) {
  /** Its key in the topic. */
  public static final String KEY = "supervisor";

  public SupervisorState {
    jobs = Collections.unmodifiableSortedMap(new TreeMap<>(requireNonNull(jobs, "jobs is null")));
    losses = losses == null ? Collections.emptySortedMap() : copy(losses);
  }

  private static SortedMap<String, String> copy(SortedMap<String, String> losses) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(losses));
  }

  /**
   * How a job that should run is.
   *
   * @param status Flink's word, or {@code MISSING}, {@code SUBMITTED}, {@code REBUILDING}, {@code
   *     GIVEN_UP} or {@code UNKNOWN}
   * @param reason of the last failure, or what a job that runs has lost by it; may be empty
   * @param models {@code model:version} of what it scores with; empty for a job that doesn't score
   */
  public record JobState(String status, String reason, List<String> models) {
    public JobState {
      requireNonNull(status, "status is null");
      requireNonNull(reason, "reason is null");
      models = List.copyOf(requireNonNull(models, "models is null"));
    }
  }

  /**
   * What is told was so then, and can't be read now.
   *
   * @param since when it was last read, whole seconds of the world's clock since the epoch
   * @param reason why it can't be read since
   */
  public record Unread(long since, String reason) {
    public Unread {
      requireNonNull(reason, "reason is null");
    }
  }
}
