package dev.vigil.app.replay;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.JobReports;
import dev.vigil.app.books.LogCount;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.WorldClock;
import dev.vigil.ingest.ticks.TickWriter;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.jobs.fold.Counts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The clock of a recorded world. It moves from one recorded second to the next, and moves on only
 * when everything that the last move calls for has been computed: every vector that the features
 * job has counted is in {@code vigil.features}, and every live model has its record for each of
 * them in the log. So a replay at any speed means what real time would have meant.
 */
public final class Lockstep implements Pace {
  /** The clock never moves by more than this at once. */
  static final long LONGEST_MOVE_SECONDS = 60;

  private static final Duration POLL = Duration.ofMillis(20);

  private final TickWriter ticks;
  private final JobReports reports;
  private final LogCount log;
  private final Supplier<List<String>> liveModels;
  private final Reached reached;
  private final WorldClock clock;
  private long vectors;

  /**
   * Moves a clock.
   *
   * @param liveModels {@code model:version} of every model that is live
   * @param patience how long nothing may happen before the replay ends with the name of what is
   *     missing
   * @param clock the world's
   */
  public Lockstep(
      TickWriter ticks,
      JobReports reports,
      LogCount log,
      Supplier<List<String>> liveModels,
      Duration patience,
      WorldClock clock) {
    this.ticks = requireNonNull(ticks, "ticks is null");
    this.reports = requireNonNull(reports, "reports is null");
    this.log = requireNonNull(log, "log is null");
    this.liveModels = requireNonNull(liveModels, "liveModels is null");
    this.reached = new Reached(patience, System::nanoTime);
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public long now() {
    return clock.getAsLong();
  }

  @Override
  public void moveTo(long second) {
    while (now() < second) {
      move(Math.min(second, now() + LONGEST_MOVE_SECONDS));
    }
  }

  /** Writes the present tick again and waits: after a start, when it may be there in part only. */
  @Override
  public void settle() {
    move(now());
  }

  private void move(long to) {
    clock.move(to, () -> write(ticks, to));
    reached.await(
        to,
        () -> {
          reports.poll(POLL);
          return reports.passed(FeaturesJob.NAME);
        },
        "the features job has not passed tick " + to);
    long due = reports.counts(FeaturesJob.NAME).getOrDefault(Counts.VECTORS, 0L);
    if (due != vectors) {
      awaitComputed(due);
      vectors = due;
    }
  }

  static void write(TickWriter ticks, long tick) {
    try {
      ticks.tick(tick).join();
    } catch (CompletionException e) {
      throw VigilException.problem(
          "Kafka did not take tick "
              + tick
              + ": is the broker running? Start the replay again; it"
              + " goes on where it stopped.",
          e);
    }
  }

  private void awaitComputed(long due) {
    reached.await(
        due,
        () -> {
          log.poll(POLL);
          return log.vectors();
        },
        "vigil.features has not all of " + due + " vectors");
    for (String model : liveModels.get()) {
      reached.await(
          due,
          () -> {
            if (log.scoresOf(model) < due) {
              log.poll(POLL);
            }
            return log.scoresOf(model);
          },
          "model " + model + " has not scored all of " + due + " vectors");
    }
  }
}
