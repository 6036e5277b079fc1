package dev.vigil.app.logstream;

import dev.vigil.alerting.GovernanceTimeline;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.verify.StampedLog;
import dev.vigil.app.verify.Verifier.Stretch;

/**
 * A patient log from its world's first tick to where the jobs have come, and what governed it; or,
 * for who asks for that, what is left of it.
 */
public interface WholeLog {
  /** False if older records are gone: then the stretch begins where all partitions are there. */
  default boolean isWhole() {
    return true;
  }

  /** The first tick, and the one before which records are given. */
  Stretch stretch();

  /** How long the features job lets pass between two vectors of a patient. */
  int intervalSeconds();

  /** Rules and ledger. */
  GovernanceTimeline governance();

  int partitions();

  /**
   * Gives the records of a partition in order. Partitions are read once, from 0 on.
   *
   * @throws dev.vigil.app.failure.VigilException if the log breaks off
   */
  void read(int partition, StampedLog.Sink sink);

  /**
   * Makes sure that the jobs have come to anything of it.
   *
   * @throws VigilException if they haven't
   */
  default void requireBegun() {
    if (stretch().last() <= stretch().first()) {
      throw VigilException.problem(
          "The features and alerts jobs have not come to the log's first tick: nothing can be said"
              + " of any moment yet. See ./vigil status, and ask again.");
    }
  }
}
