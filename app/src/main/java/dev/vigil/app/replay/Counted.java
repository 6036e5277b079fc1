package dev.vigil.app.replay;

import dev.vigil.app.books.JobReports;
import dev.vigil.app.books.LogCount;
import dev.vigil.app.replay.ReplaySummary.Intake;
import dev.vigil.app.replay.ReplaySummary.Results;
import dev.vigil.jobs.AlertsJob;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.jobs.fold.Counts;
import dev.vigil.simulator.Tally;

/**
 * All that is counted at the end of a replay, each thing by its own witness.
 *
 * @param log the topics
 * @param jobs checkpointed counts
 * @param verdicts the gateway's answers since this start
 * @param before what the topics held when this start began
 * @param stored what the store gives back
 */
record Counted(LogCount log, JobReports jobs, Verdicts verdicts, Before before, Stored stored) {
  /**
   * What an earlier start of the same replay has left in the topics; nothing else is known of it.
   *
   * @param accepted readings in the patient log
   * @param rejected records in {@code vigil.rejected}
   */
  record Before(long accepted, long rejected) {
    static Before of(LogCount log) {
      return new Before(log.accepted(), log.rejected());
    }

    /** Readings that an earlier start had sent and that left a trace. */
    long received() {
      return accepted + rejected;
    }
  }

  /** Readings that came into the patient log since this start. */
  long newAccepted() {
    return log.accepted() - before.accepted();
  }

  /** Records that came into {@code vigil.rejected} since this start. */
  long newRejected() {
    return log.rejected() - before.rejected();
  }

  /** A count of the features job. */
  long features(String name) {
    return jobs.counts(FeaturesJob.NAME).getOrDefault(name, 0L);
  }

  /** Transitions that the alerts job has counted. */
  long transitions() {
    return jobs.counts(AlertsJob.NAME).getOrDefault(Counts.TRANSITIONS, 0L);
  }

  Intake intake() {
    Tally tally = verdicts.tally();
    return new Intake(
        before.received() + verdicts.sent(),
        before.received() + tally.sent(),
        log.accepted(),
        tally.duplicate() - ownCopies(),
        tally.refused(),
        log.rejectedBy());
  }

  /** Verdicts "duplicate" of what had been sent before and was accepted without our knowing. */
  private long ownCopies() {
    long unanswered = Math.max(0, newAccepted() - verdicts.tally().accepted());
    return Math.min(unanswered, verdicts.tally().duplicate());
  }

  Results results() {
    return new Results(
        features(Counts.LATE_DUPLICATE),
        features(Counts.CONFLICT),
        stored.readings(),
        log.vectors(),
        log.outcomes(),
        log.alertsBy());
  }
}
