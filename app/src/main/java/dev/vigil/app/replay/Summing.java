package dev.vigil.app.replay;

import static dev.vigil.app.replay.ReplayBooks.count;

import dev.vigil.app.books.Books;
import dev.vigil.app.books.LogCount;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.replay.ReplayRun.Outcome;
import dev.vigil.app.verify.VerifyReport;
import dev.vigil.app.world.World;
import dev.vigil.history.StoreUnavailableException;
import dev.vigil.jobs.fold.Counts;
import dev.vigil.simulator.Tally;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the summary of a replay from what was counted. */
record Summing(World world, Timeline timeline, Outcome outcome, @Nullable VerifyReport verified) {

  ReplaySummary summary(long begunNanos) {
    LogCount log = outcome.log();
    Tally tally = outcome.tally();
    Books books;
    long stored;
    try {
      books = ReplayBooks.of(outcome, world.liveModels(), world.store());
      stored = world.store().countReadings();
    } catch (StoreUnavailableException e) {
      throw VigilException.problem("The store can't be read: " + e.getMessage(), e);
    }
    // What an earlier start had sent is known by what it left in the topics.
    long before = outcome.acceptedBefore() + outcome.rejectedBefore();
    return new ReplaySummary(
        timeline.patients().size(),
        timeline.patientHours(),
        before + outcome.sent(),
        before + tally.sent(),
        log.accepted(),
        tally.duplicate(),
        count(outcome.features(), Counts.LATE_DUPLICATE),
        count(outcome.features(), Counts.CONFLICT),
        log.rejected(),
        tally.refused(),
        log.rejectedBy(),
        stored,
        log.vectors(),
        total(log.scores()),
        log.outcomes(),
        total(log.alertsBy()),
        log.alertsBy(),
        malformedRows(),
        books.balance() && (verified == null || verified.isClean()),
        books.differences().stream().map(Books.Equation::sentence).toList(),
        verified == null ? null : verified.mismatchCount(),
        before > 0,
        Math.round((System.nanoTime() - begunNanos) / 1e8) / 10.0,
        Math.round(ProcessUse.cpuSeconds() * 10) / 10.0,
        ProcessUse.peakRssMib());
  }

  private long malformedRows() {
    return timeline.patients().stream().mapToLong(patient -> patient.malformedRows().size()).sum();
  }

  static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
