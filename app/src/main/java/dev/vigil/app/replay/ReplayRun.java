package dev.vigil.app.replay;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.Books;
import dev.vigil.app.books.CatchUp;
import dev.vigil.app.books.JobReports;
import dev.vigil.app.books.LogCount;
import dev.vigil.app.replay.Counted.Before;
import dev.vigil.app.replay.ReplaySummary.Check;
import dev.vigil.app.replay.ReplaySummary.Cost;
import dev.vigil.app.replay.ReplaySummary.Played;
import dev.vigil.app.verify.VerifyReport;
import dev.vigil.app.world.World;
import dev.vigil.jobs.AlertsJob;
import dev.vigil.simulator.HttpSender;
import java.time.Duration;
import java.util.List;
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
  private static final Duration FREE_RUN_PATIENCE = Duration.ofMinutes(15);
  private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(60);

  private final World world;
  private final Timeline timeline;
  private final Played played;
  private final ReplayOptions options;
  private final long begunNanos = System.nanoTime();

  /**
   * A replay into a world.
   *
   * @param played what the timeline was made of
   * @param options how it is played
   */
  ReplayRun(World world, Timeline timeline, Played played, ReplayOptions options) {
    this.world = requireNonNull(world, "world is null");
    this.timeline = requireNonNull(timeline, "timeline is null");
    this.played = requireNonNull(played, "played is null");
    this.options = requireNonNull(options, "options is null");
  }

  /** Plays what has not been played yet, and gives the summary. */
  ReplaySummary run(ReplayProgress progress, ReplayStop stop) throws InterruptedException {
    // All reports that are kept: a job that goes on may have passed the log's last tick before
    // anybody listened, and says it once.
    try (LogCount log = LogCount.of(world.bootstrap());
        JobReports jobs = JobReports.ofAll(world.bootstrap());
        HttpSender sender = new HttpSender(world.gatewayUri(), HttpSender.Settings.DEFAULT)) {
      log.readToEnd();
      Before before = Before.of(log);
      Replay replay = new Replay(world, pace(jobs, log, stop), timeline, sender, progress);
      replay.run();
      jobs.awaitPassed(List.of(AlertsJob.NAME), world.clock().getAsLong(), DRAIN_PATIENCE);
      log.readToEnd();
      return summary(new Counted(log, jobs, replay.verdicts(), before, drained(log)));
    }
  }

  private Pace pace(JobReports jobs, LogCount log, ReplayStop stop) {
    Pace unstopped = unstopped(jobs, log);
    return options.stepHours() == 0
        ? unstopped
        : new Stepped(unstopped, timeline.start(), options.stepHours(), stop);
  }

  private Pace unstopped(JobReports jobs, LogCount log) {
    Duration patience = options.lockstep() ? MODEL_PATIENCE : FREE_RUN_PATIENCE;
    Lockstep lockstep =
        new Lockstep(world.ticks(), jobs, log, world::liveModels, patience, world.clock());
    return options.lockstep() ? lockstep : new FreeRun(world.ticks(), world.clock(), lockstep);
  }

  /** Waits as long as the store still catches up; what it then lacks is the books' to say. */
  private Stored drained(LogCount log) throws InterruptedException {
    CatchUp.await(() -> Stored.in(world.store()).missing(log), DRAIN_PATIENCE);
    return Stored.in(world.store());
  }

  private ReplaySummary summary(Counted counted) {
    Books books = ReplayBooks.of(counted, world.liveModels());
    VerifyReport verified = verified();
    return new ReplaySummary(
        played,
        counted.intake(),
        counted.results(),
        Check.of(books, verified, counted.before().received() > 0),
        Cost.since(begunNanos));
  }

  private @Nullable VerifyReport verified() {
    return options.verify() ? world.verify(done -> {}) : null;
  }
}
