package dev.vigil.app.alive;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.JobReports;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.notify.ChannelSubjects;
import dev.vigil.app.notify.Notifications;
import dev.vigil.app.notify.Notifying;
import dev.vigil.app.runtime.DaemonThreads;
import dev.vigil.app.supervise.Supervising;
import dev.vigil.dashboard.technical.TechnicalAlerts;
import dev.vigil.dashboard.technical.Vitality;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.TechnicalAlert;
import dev.vigil.schemas.fold.Ticks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, outside of the jobs, whether the chain is whole: ticks reach the log, the jobs pass them,
 * gateways give signs, the notifier and the supervisor do, channels deliver. What isn't so is a
 * technical alert; while the chain is whole, it calls whoever watches from outside. In a recorded
 * world, whose clock stands when it likes, it looks at the channels alone and calls nobody.
 */
public final class ChainWatch implements Vitality, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChainWatch.class);
  private static final int INTERVAL_SECONDS = 2;
  private static final Duration MOST_AGE = Duration.ofSeconds(30);
  private static final long STOP_MILLIS = 3_000;

  private final VigilConfig config;
  private final Parts parts;
  private final JobFaults jobs;
  private final GatewayFaults gateways;
  private final ProcessFaults notifier;
  private final ProcessFaults supervisor;
  private final HeartbeatCall heartbeat;
  private final ScheduledExecutorService schedule =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("chain-watch"));
  private @Nullable JobReports reports;
  private volatile Seen seen =
      new Seen(List.of("Vigil has not looked at itself yet"), System.nanoTime());

  /** What it looks at. */
  public record Parts(
      String bootstrap,
      Notifications.Of of,
      Supervising supervisor,
      Notifying notifications,
      TechnicalAlerts technical) {
    public Parts {
      requireNonNull(bootstrap, "bootstrap is null");
      requireNonNull(of, "of is null");
      requireNonNull(supervisor, "supervisor is null");
      requireNonNull(notifications, "notifications is null");
      requireNonNull(technical, "technical is null");
    }
  }

  private record Seen(List<String> faults, long nanos) {}

  /** Looks at nothing yet. */
  ChainWatch(VigilConfig config, Parts parts) {
    this.config = requireNonNull(config, "config is null");
    this.parts = requireNonNull(parts, "parts is null");
    int patience = config.heartbeat().stalledAfterSeconds();
    this.jobs = new JobFaults(patience);
    this.gateways = new GatewayFaults(patience);
    this.notifier = new ProcessFaults(ProcessFaults.Of.NOTIFIER, patience);
    this.supervisor = new ProcessFaults(ProcessFaults.Of.SUPERVISOR, patience);
    this.heartbeat = new HeartbeatCall(config.heartbeat());
  }

  /** Begins to look. */
  public static ChainWatch start(VigilConfig config, Parts parts) {
    ChainWatch watch = new ChainWatch(config, parts);
    var unused =
        watch.schedule.scheduleWithFixedDelay(
            watch::lookOrReport, 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
    return watch;
  }

  @Override
  public List<String> faults() {
    Seen last = seen;
    return System.nanoTime() - last.nanos() > MOST_AGE.toNanos()
        ? List.of("Vigil has not looked at itself for " + MOST_AGE.toSeconds() + " s or more")
        : last.faults();
  }

  /** Never throws. */
  void lookOrReport() {
    try {
      look();
    } catch (Throwable e) { // also an Error: a scheduled task that throws would never run again
      seen = new Seen(List.of("the log can't be read"), System.nanoTime());
      forgetReports();
      LOG.debug("could not look at the chain", e);
    }
  }

  private void look() {
    long now = parts.of().now().getAsLong();
    List<Fault> faults = new ArrayList<>();
    boolean realTime = parts.of().world() == Ticks.World.REAL_TIME;
    if (realTime) {
      faults.addAll(ofHeartbeats(now));
      faults.addAll(ofSupervisor(parts.supervisor()));
    }
    faults.addAll(ofChannels(now));
    List<String> broken = faults.stream().filter(Fault::breaksChain).map(Fault::because).toList();
    List<String> notYet = realTime ? notYet(now) : List.of();
    seen = new Seen(broken.isEmpty() ? notYet : broken, System.nanoTime());
    if (realTime && seen.faults().isEmpty()) {
      heartbeat.alive();
    }
    tell(faults, now);
  }

  private List<Fault> ofSupervisor(Supervising jobsBy) {
    List<Fault> faults = new ArrayList<>(JobFaults.losses(jobsBy.losses()));
    faults.addAll(supervisor.look(jobsBy.isSilent(), monotonic()));
    jobsBy.disagreement().map(ChainWatch::disagreement).ifPresent(faults::add);
    return faults;
  }

  /**
   * What a silent supervisor said last of a job may be over: whether ticks pass it says the rest.
   */
  static Map<String, JobState> states(Supervising jobsBy) {
    Map<String, JobState> states = new TreeMap<>(jobsBy.states());
    if (jobsBy.isSilent()) {
      states.replaceAll((name, last) -> new JobState("RUNNING", "", last.models()));
    }
    return states;
  }

  private static Fault disagreement(String sentence) {
    return new Fault(
        ProcessFaults.Of.SUPERVISOR.subject(),
        "settings",
        Priority.MEDIUM,
        sentence,
        "Give ./vigil supervisor the same features.interval-seconds, and a new folder if it has"
            + " remembered another one; then end the features job in Flink, if it was submitted"
            + " with the other one: ./vigil verify finds differences until then.",
        false);
  }

  private List<Fault> ofChannels(long now) {
    Notifying known = parts.notifications();
    List<Fault> faults = new ArrayList<>(notifier.look(known.isSilent(), monotonic()));
    faults.addAll(
        ChannelFaults.look(
            known.states(),
            known.owing(),
            known.leadingOut(),
            notifier.isMissed() ? Duration.ZERO : known.stoodStill(), // what it said is of then
            config.channels().deadAfterSeconds(),
            now));
    faults.addAll(ChannelFaults.refused(known.refused()));
    faults.addAll(ChannelFaults.dropped(known.dropped(), now));
    return faults;
  }

  /** What of the chain has not shown yet that it is whole. */
  private List<String> notYet(long now) {
    if (!allPassed(now)) {
      return List.of("the jobs have not caught up yet");
    }
    return notifier.isMissed() ? List.of("the notifier gives no sign") : List.of();
  }

  private static long monotonic() {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
  }

  private List<Fault> ofHeartbeats(long now) {
    JobReports all = reports();
    all.readToEnd();
    List<Fault> faults =
        new ArrayList<>(jobs.look(states(parts.supervisor()), all::passed, now, monotonic()));
    faults.addAll(gateways.look(all.gateways(), now, monotonic()));
    return faults;
  }

  /** Whether features and alerts are as far as the clock, or nearly. */
  private boolean allPassed(long now) {
    return JobFaults.chain().stream()
        .allMatch(job -> now - reports().passed(job) <= config.heartbeat().stalledAfterSeconds());
  }

  private JobReports reports() {
    JobReports opened = reports;
    if (opened == null) {
      opened = JobReports.ofAll(parts.bootstrap());
      reports = opened;
    }
    return opened;
  }

  private void forgetReports() {
    JobReports opened = reports;
    reports = null; // whatever becomes of it, the next look opens others
    if (opened != null) {
      try {
        opened.close();
      } catch (RuntimeException e) {
        LOG.debug("a reader of heartbeats didn't close", e);
      }
    }
  }

  /** Says what is there, and of what was there before that it is no more. */
  void tell(List<Fault> faults, long now) {
    Set<String> there = new HashSet<>();
    for (Fault fault : faults) {
      there.add(fault.key());
      fault.tell(parts.technical(), now);
    }
    for (TechnicalAlert alert : parts.technical().open()) {
      if (isOurs(alert) && !there.contains(alert.key()) && !isInDoubt(alert)) {
        parts.technical().clear(alert.subject(), alert.condition(), now, "It works again");
      }
    }
  }

  /** After a start, of what stood still before: it has its time once more, but isn't over. */
  private boolean isInDoubt(TechnicalAlert alert) {
    return !alert.condition().equals(JobFaults.RECORDS_LOST)
        && (jobs.isInDoubt(alert.subject())
            || gateways.isInDoubt(alert.subject())
            || notifier.isInDoubt(alert.subject())
            || supervisor.isInDoubt(alert.subject()));
  }

  private static boolean isOurs(TechnicalAlert alert) {
    return alert.subject().startsWith(JobFaults.SUBJECT)
        || alert.subject().startsWith(GatewayFaults.SUBJECT)
        || ChannelSubjects.isOne(alert.subject())
        || alert.subject().equals(ChannelFaults.NOTIFIER)
        || alert.subject().equals(ProcessFaults.Of.SUPERVISOR.subject());
  }

  @Override
  public void close() {
    schedule.shutdownNow();
    try {
      if (schedule.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
        forgetReports();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
