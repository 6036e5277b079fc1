package dev.vigil.app.supervise;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.runtime.Checkpoints;
import dev.vigil.app.runtime.FlinkJobs;
import dev.vigil.app.runtime.FlinkUnavailableException;
import dev.vigil.app.runtime.RootCause;
import dev.vigil.jobs.JobSettings;
import dev.vigil.jobs.VigilJob;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what should run with what the cluster runs, every {@value #INTERVAL_SECONDS} s, and
 * submits what is missing from its newest complete checkpoint. A job that keeps failing is tried
 * ever more rarely, up to every {@value #LONGEST_BACK_OFF_SECONDS} s, and says why in {@link
 * #states}.
 */
public final class Supervisor implements AutoCloseable {
  static final int INTERVAL_SECONDS = 5;
  static final int LONGEST_BACK_OFF_SECONDS = 300;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  private final FlinkJobs flink;
  private final JobPlan plan;
  private final JobSettings settings;
  private final Checkpoints checkpoints;
  private final Map<String, BackOff> backOffs = new HashMap<>();
  private final Map<String, JobState> states = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "supervisor");
            thread.setDaemon(true);
            return thread;
          });

  public Supervisor(FlinkJobs flink, JobPlan plan, JobSettings settings, Checkpoints checkpoints) {
    this.flink = requireNonNull(flink, "flink is null");
    this.plan = requireNonNull(plan, "plan is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.checkpoints = requireNonNull(checkpoints, "checkpoints is null");
  }

  /**
   * How a job that should run is.
   *
   * @param status Flink's word, or {@code MISSING}
   * @param reason of the last failure; empty if there was none
   */
  public record JobState(String status, String reason) {}

  private record BackOff(long untilNanos, int seconds) {}

  /** Compares once, now, and from then on regularly. */
  public void start() {
    var unused =
        clock.scheduleWithFixedDelay(this::compareOrReport, 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
  }

  /** How the jobs that should run were at the last comparison, by name. */
  public Map<String, JobState> states() {
    return new TreeMap<>(states);
  }

  private void compareOrReport() {
    try {
      compare();
    } catch (RuntimeException e) {
      // The next comparison is a new chance; a scheduled task that throws would never run again.
      if (!clock.isShutdown()) { // else it was interrupted by close
        report(e);
      }
      LOG.debug("the jobs could not be compared", e);
    }
  }

  private void report(RuntimeException failure) {
    if (failure instanceof FlinkUnavailableException) {
      states.replaceAll((name, state) -> new JobState("UNKNOWN", "the cluster doesn't answer"));
      LOG.warn("{}", failure.getMessage());
    } else {
      LOG.error("the jobs could not be compared: {}", failure.getMessage());
    }
  }

  private void compare() {
    Map<String, VigilJob> wanted = plan.jobs();
    Map<String, List<FlinkJobs.Job>> known =
        flink.list().stream().collect(Collectors.groupingBy(FlinkJobs.Job::name));
    cancelUnwanted(wanted.keySet(), known);
    for (VigilJob job : wanted.values()) {
      keepRunning(job, known.getOrDefault(job.name(), List.of()));
    }
    states.keySet().retainAll(wanted.keySet());
  }

  /** One that can't be submitted says so in its state and holds up no other. */
  private void keepRunning(VigilJob job, List<FlinkJobs.Job> runs) {
    try {
      runs.stream()
          .filter(FlinkJobs.Job::isAlive)
          .findFirst()
          .ifPresentOrElse(
              alive -> states.put(job.name(), new JobState(alive.status().name(), "")),
              () -> submit(job, runs));
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e; // we are being closed
      }
      states.put(job.name(), new JobState("MISSING", RootCause.sentence(e)));
      LOG.warn("job {} could not be submitted: {}", job.name(), RootCause.sentence(e));
    }
  }

  private void cancelUnwanted(Set<String> wanted, Map<String, List<FlinkJobs.Job>> known) {
    known.forEach(
        (name, runs) -> {
          if (!wanted.contains(name) && JobPlan.isOurs(name)) {
            runs.stream().filter(FlinkJobs.Job::isAlive).forEach(run -> flink.cancel(run.id()));
          }
        });
  }

  private void submit(VigilJob job, List<FlinkJobs.Job> former) {
    BackOff backOff = backOffs.get(job.name());
    String reason = reasonOf(former);
    if (backOff != null && System.nanoTime() - backOff.untilNanos() < 0) {
      states.put(job.name(), new JobState("MISSING", reason));
      return;
    }
    int seconds =
        backOff == null || former.isEmpty()
            ? INTERVAL_SECONDS
            : Math.min(backOff.seconds() * 2, LONGEST_BACK_OFF_SECONDS);
    backOffs.put(
        job.name(), new BackOff(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds), seconds));
    String checkpoint = checkpoints.newestComplete(job.name()).orElse(null);
    if (!reason.isEmpty()) {
      LOG.warn("job {} had ended: {}", job.name(), reason);
    }
    var id = flink.submit(job.environment(settings), job.name(), checkpoint);
    checkpoints.prune(job.name(), Set.of(id.toHexString()));
    states.put(job.name(), new JobState("SUBMITTED", reason));
    LOG.info(
        "job {} submitted, {}",
        job.name(),
        checkpoint == null ? "from the beginning of the log" : "from its newest checkpoint");
  }

  private String reasonOf(List<FlinkJobs.Job> former) {
    return former.stream()
        .max(Comparator.comparingLong(FlinkJobs.Job::startMillis))
        .flatMap(last -> flink.failureCause(last.id()))
        .map(FlinkJobs.Failure::cause)
        .orElse("");
  }

  @Override
  public void close() {
    clock.shutdownNow();
    try {
      if (!clock.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("the supervisor is still waiting for the cluster");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    plan.close();
  }
}
