package dev.vigil.app.replay;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.JobReports;
import dev.vigil.app.books.LogCount;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.verify.VerifyReport;
import dev.vigil.app.world.World;
import dev.vigil.history.HistoryStore;
import dev.vigil.history.StoreUnavailableException;
import dev.vigil.jobs.AlertsJob;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.simulator.HttpSender;
import dev.vigil.simulator.Tally;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole replay in a world of its own: plays, waits until everything is drained, and counts. What
 * it counts comes from the topics, the jobs' checkpointed counts and the store, never from a
 * process's own counters; only what leaves no trace in them (duplicates and refusals at the
 * gateway) comes from the gateway's answers.
 */
public final class ReplayRun {
  /** 2019-01-01T00:00:00Z, when every recording begins: they have no dates of their own. */
  public static final long START = 1_546_300_800L;

  private static final Duration MODEL_PATIENCE = Duration.ofSeconds(60);
  private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);

  private final World world;
  private final Timeline timeline;
  private final boolean verify;
  private final long begunNanos = System.nanoTime();

  /**
   * A replay into a world.
   *
   * @param verify whether to refold the log at the end
   */
  ReplayRun(World world, Timeline timeline, boolean verify) {
    this.world = requireNonNull(world, "world is null");
    this.timeline = requireNonNull(timeline, "timeline is null");
    this.verify = verify;
  }

  /** Plays what has not been played yet, and gives the summary. */
  ReplaySummary run(ReplayProgress progress) throws InterruptedException {
    try (LogCount log = LogCount.of(world.bootstrap());
        JobReports reports = JobReports.fromNow(world.bootstrap());
        HttpSender sender = new HttpSender(world.gatewayUri(), HttpSender.Settings.DEFAULT)) {
      log.readToEnd();
      long acceptedBefore = log.accepted();
      long rejectedBefore = log.rejected();
      Lockstep lockstep =
          new Lockstep(
              world.ticks(), reports, log, world::liveModels, MODEL_PATIENCE, world.clock());
      Replay replay = new Replay(world, lockstep, timeline, sender, progress);
      replay.run();
      drain(log, reports);
      Outcome outcome =
          new Outcome(
              log,
              reports.counts(FeaturesJob.NAME),
              reports.counts(AlertsJob.NAME),
              replay.sent(),
              replay.tally(),
              acceptedBefore,
              rejectedBefore);
      return new Summing(world, timeline, outcome, verified()).summary(begunNanos);
    }
  }

  /**
   * What has been counted.
   *
   * @param log the topics
   * @param features the features job's counts
   * @param alerts the alerts job's counts
   * @param sent readings sent since this start
   * @param tally the gateway's answers since this start
   * @param acceptedBefore readings in the log when this start began
   * @param rejectedBefore rejected ones when this start began
   */
  record Outcome(
      LogCount log,
      SortedMap<String, Long> features,
      SortedMap<String, Long> alerts,
      long sent,
      Tally tally,
      long acceptedBefore,
      long rejectedBefore) {}

  private void drain(LogCount log, JobReports reports) throws InterruptedException {
    reports.awaitPassed(List.of(AlertsJob.NAME), world.clock().getAsLong(), DRAIN_PATIENCE);
    log.readToEnd();
    awaitStored(log);
  }

  /** Waits as long as the store still catches up; what it then lacks is the books' to say. */
  private void awaitStored(LogCount log) throws InterruptedException {
    long scores = Summing.total(log.scores());
    long missing = Long.MAX_VALUE;
    long deadline = System.nanoTime() + DRAIN_PATIENCE.toNanos();
    while (missing > 0 && System.nanoTime() - deadline < 0) {
      try {
        HistoryStore store = world.store();
        long now =
            Math.max(0, log.accepted() - store.countReadings())
                + Math.max(0, scores - store.countScores())
                + Math.max(0, log.transitions() - store.countTransitions());
        if (now < missing) {
          missing = now;
          deadline = System.nanoTime() + DRAIN_PATIENCE.toNanos();
        }
      } catch (StoreUnavailableException e) {
        throw VigilException.problem("The store can't be read: " + e.getMessage(), e);
      }
      if (missing > 0) {
        Thread.sleep(POLL.toMillis());
      }
    }
  }

  private @Nullable VerifyReport verified() {
    return verify ? world.verify(done -> {}) : null;
  }
}
