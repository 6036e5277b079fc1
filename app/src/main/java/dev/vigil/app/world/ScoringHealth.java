package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.JobReports;
import dev.vigil.app.supervise.Supervising;
import dev.vigil.dashboard.models.ModelJobs;
import dev.vigil.jobs.ScoringJob;
import dev.vigil.jobs.fold.Counts;
import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.fold.Ticks;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.jspecify.annotations.Nullable;

/** How scoring jobs do: what the supervisor knows of each, and what its heartbeats say. */
final class ScoringHealth implements ModelJobs {
  private final String bootstrap;
  private final Supervising supervisor;
  private final LongSupplier clock;

  ScoringHealth(String bootstrap, Supervising supervisor, LongSupplier clock) {
    this.bootstrap = requireNonNull(bootstrap, "bootstrap is null");
    this.supervisor = requireNonNull(supervisor, "supervisor is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public Map<String, Health> of(Collection<String> bundles) {
    Map<String, JobState> states = supervisor.states();
    // Before the heartbeats: a recorded clock moves on by hours while they are read.
    long now = clock.getAsLong();
    Map<String, Health> health = new TreeMap<>();
    try (JobReports reports = JobReports.ofAll(bootstrap)) {
      reports.readToEnd();
      for (String bundle : bundles) {
        String job = ScoringJob.nameOf(bundle);
        JobState state = states.get(job);
        if (state != null) {
          health.put(bundle, health(job, state, reports, now));
        }
      }
    }
    return health;
  }

  private static Health health(String job, JobState state, JobReports reports, long now) {
    long passed = reports.passed(job);
    @Nullable Long lag = passed == Ticks.NONE ? null : (Long) Math.max(0, now - passed);
    return new Health(job, state.status(), reason(state, reports.counts(job)), lag);
  }

  /** What ended it says all. One that runs may have lost records, and its scores fail besides. */
  static String reason(JobState state, SortedMap<String, Long> counts) {
    boolean runs = state.reason().isEmpty() || state.status().equals(JobStatus.RUNNING.name());
    return Stream.of(state.reason(), runs ? failures(counts) : "")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** Why scores failed, since the job began; empty if none did. */
  private static String failures(SortedMap<String, Long> counts) {
    return counts.entrySet().stream()
        .filter(count -> count.getKey().startsWith(Counts.FAILED_PREFIX))
        .map(count -> count.getValue() + " scores: " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
