package dev.vigil.app.supervise;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.runtime.Checkpoints;
import dev.vigil.app.runtime.DaemonThreads;
import dev.vigil.app.runtime.FlinkJobs;
import dev.vigil.app.runtime.FlinkUnavailableException;
import dev.vigil.app.runtime.RootCause;
import dev.vigil.jobs.JobSettings;
import dev.vigil.schemas.SupervisorState.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what should run with what the cluster runs, every {@value #INTERVAL_SECONDS} s, and
 * submits what is missing from its newest complete checkpoint. A job that keeps failing, or that
 * the cluster doesn't take, is tried ever more rarely, up to every {@value
 * #LONGEST_BACK_OFF_SECONDS} s; one that was away for longer than the log is kept goes on behind
 * what it has lost; one whose checkpoint is of no use any more is not tried again, and a scoring
 * job that has failed {@value #MOST_TRIES} times in a row, and not because the cluster lacked
 * something, not until the ledger says something new of its bundle. {@link #states} says why.
 */
public final class Supervisor implements AutoCloseable {
  static final int INTERVAL_SECONDS = 5;
  static final int LONGEST_BACK_OFF_SECONDS = 300;

  /** Features, alerts and history are tried for ever: without them Vigil watches nobody. */
  static final int MOST_TRIES = 5;

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  private final Cluster cluster;
  private final JobRuns jobRuns;
  private final Supplier<List<PlannedJob>> plan;
  private final Checkpoints checkpoints;
  private final Rebuild rebuild;
  private final LostRecords lost;
  private final BackOffs backOffs;
  private final Set<String> rebuilt = new HashSet<>();
  private final Map<String, Long> entries = new HashMap<>();
  private final Map<String, String> refusals = new HashMap<>();
  private final Map<String, String> givenUp = new HashMap<>();
  private final Map<String, JobState> states = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("supervisor"));

  /** Of these jobs on this cluster. */
  public Supervisor(
      FlinkJobs flink,
      JobSettings settings,
      Supplier<List<PlannedJob>> plan,
      Checkpoints checkpoints,
      Rebuild rebuild) {
    this(
        new FlinkCluster(flink, settings),
        plan,
        checkpoints,
        rebuild,
        new LostRecords(new LogBeginnings(settings.bootstrap())),
        System::nanoTime);
  }

  Supervisor(
      Cluster cluster,
      Supplier<List<PlannedJob>> plan,
      Checkpoints checkpoints,
      Rebuild rebuild,
      LostRecords lost,
      LongSupplier nanos) {
    this.cluster = requireNonNull(cluster, "cluster is null");
    this.jobRuns = new JobRuns(cluster);
    this.plan = requireNonNull(plan, "plan is null");
    this.checkpoints = requireNonNull(checkpoints, "checkpoints is null");
    this.rebuild = requireNonNull(rebuild, "rebuild is null");
    this.lost = requireNonNull(lost, "lost is null");
    this.backOffs = new BackOffs(nanos, INTERVAL_SECONDS, LONGEST_BACK_OFF_SECONDS);
  }

  /** Compares once, now, and from then on regularly. */
  public void start() {
    var unused =
        clock.scheduleWithFixedDelay(this::compareOrReport, 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
  }

  /** How the jobs that should run were at the last comparison, by name. */
  public Map<String, JobState> states() {
    return new TreeMap<>(states);
  }

  /** What jobs have lost for good since this start, in one sentence by the job's name. */
  public Map<String, String> losses() {
    return lost.sentences();
  }

  void compareOrReport() {
    try {
      compare();
    } catch (FlinkUnavailableException e) {
      states.replaceAll(
          (name, state) -> new JobState("UNKNOWN", "the cluster doesn't answer", state.models()));
      report(e);
    } catch (Throwable e) { // also an Error: a scheduled task that throws would never run again
      report(e);
    }
  }

  private void report(Throwable failure) {
    if (!clock.isShutdown()) { // else it was interrupted by close
      LOG.warn("the jobs could not be compared: {}", failure.getMessage());
    }
    LOG.debug("the jobs could not be compared", failure);
  }

  /** Compares what should run with what runs, once. */
  void compare() {
    List<PlannedJob> wanted = plan.get();
    wanted.forEach(job -> states.putIfAbsent(job.name(), notLookedFor(job)));
    Set<String> names = wanted.stream().map(PlannedJob::name).collect(Collectors.toSet());
    Map<String, List<FlinkJobs.Job>> known =
        cluster.list().stream().collect(Collectors.groupingBy(FlinkJobs.Job::name));
    cancelUnwanted(names, known);
    for (PlannedJob job : wanted) {
      keepRunning(job, known.getOrDefault(job.name(), List.of()));
    }
    states.keySet().retainAll(names);
    lost.sayBegun();
  }

  /** Until the cluster has said something of it. */
  private static JobState notLookedFor(PlannedJob job) {
    return new JobState("UNKNOWN", "the cluster has not been asked yet", job.models());
  }

  private void cancelUnwanted(Set<String> wanted, Map<String, List<FlinkJobs.Job>> known) {
    known.forEach(
        (name, runs) -> {
          if (!wanted.contains(name) && JobPlan.isOurs(name)) {
            runs.stream().filter(FlinkJobs.Job::isAlive).forEach(jobRuns::cancel);
          }
        });
  }

  /** One that can't be submitted says so in its state and holds up no other. */
  private void keepRunning(PlannedJob job, List<FlinkJobs.Job> runs) {
    forgetTriesIfTheLedgerChanged(job);
    try {
      Optional<FlinkJobs.Job> alive = jobRuns.onlyAlive(runs);
      String forGood = givenUp.get(job.name());
      if (rebuild.concerns(job.name()) && !rebuilt.contains(job.name())) {
        beginAnew(job, alive);
      } else if (alive.isPresent()) {
        backOffs.lives(job.name());
        givenUp.remove(job.name());
        state(job, alive.get().status().name(), lost.sentence(job.name()));
      } else if (forGood != null && runs.isEmpty()) { // Flink forgets failures after an hour
        giveUp(job, forGood);
      } else {
        submitUnlessInVain(job, runs);
      }
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e; // we are being closed
      }
      state(job, "MISSING", RootCause.sentence(e));
      LOG.warn("job {} could not be submitted: {}", job.name(), RootCause.sentence(e));
    }
  }

  /** A run of before has to be gone first: it could still leave a checkpoint. */
  private void beginAnew(PlannedJob job, Optional<FlinkJobs.Job> alive) {
    if (alive.isPresent()) {
      cluster.cancel(alive.get().id());
      state(job, "REBUILDING", "");
    } else {
      checkpoints.forget(job.name());
      rebuilt.add(job.name());
      backOffs.tried(job.name(), false, false);
      submit(job, "");
    }
  }

  private void submitUnlessInVain(PlannedJob job, List<FlinkJobs.Job> former) {
    String refusal = refusals.get(job.name());
    String reason = refusal == null ? jobRuns.lastFailure(former) : refusal;
    boolean own = refusal == null && !former.isEmpty() && !FlinkCluster.isOfTheCluster(reason);
    Optional<String> inVain = LostState.sentence(job.name(), reason);
    Optional<Instant> checkpoint = checkpoints.newestCompleted(job.name());
    boolean sameAgain = backOffs.hasTried(job.name()) && checkpoint.isPresent();
    if (inVain.isPresent() && sameAgain && !lost.explain(job.name(), reason, checkpoint.get())) {
      giveUp(job, inVain.get());
      return;
    }
    int tries = backOffs.tries(job.name());
    String said = sameAgain ? LostState.hinted(job.name(), tries, reason) : reason;
    if (job.isScoring() && own && tries >= MOST_TRIES) {
      giveUp(job, LostState.failing(job, MOST_TRIES, reason));
    } else if (backOffs.mayTry(job.name())) {
      givenUp.remove(job.name());
      backOffs.tried(job.name(), refusal != null || !former.isEmpty(), own);
      submit(job, said);
    } else {
      state(job, "MISSING", said);
    }
  }

  private void forgetTriesIfTheLedgerChanged(PlannedJob job) {
    Long before = entries.put(job.name(), job.entries());
    if (before != null && before != job.entries()) {
      backOffs.forget(job.name());
      refusals.remove(job.name());
      givenUp.remove(job.name());
    }
  }

  /** Until the next start, at least: no further try changes what is wrong. */
  private void giveUp(PlannedJob job, String sentence) {
    if (!sentence.equals(givenUp.put(job.name(), sentence))) {
      LOG.error("{}", sentence);
    }
    state(job, "GIVEN_UP", sentence);
  }

  private void submit(PlannedJob job, String reason) {
    String checkpoint = checkpoints.newestComplete(job.name()).orElse(null);
    JobID id;
    try {
      id = cluster.submit(job.job(), checkpoint, lost.of(job.name()));
    } catch (RuntimeException e) {
      refusals.put(job.name(), RootCause.sentence(e));
      throw e;
    }
    refusals.remove(job.name());
    if (checkpoint == null) {
      lost.begunAnew(job.name());
    }
    checkpoints.prune(job.name(), Set.of(id.toHexString()));
    state(job, "SUBMITTED", reason);
    LOG.info(
        "job {} submitted, {}{}",
        job.name(),
        checkpoint == null ? "from the beginning of the log" : "from its newest checkpoint",
        reason.isEmpty() ? "" : "; it had ended: " + reason);
  }

  private void state(PlannedJob job, String status, String reason) {
    states.put(job.name(), new JobState(status, reason, job.models()));
  }

  @Override
  public void close() {
    clock.shutdownNow();
    try {
      if (!clock.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("the supervisor is still waiting for the cluster");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
