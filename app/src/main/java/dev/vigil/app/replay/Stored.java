package dev.vigil.app.replay;

import dev.vigil.app.books.LogCount;
import dev.vigil.app.failure.VigilException;
import dev.vigil.history.HistoryStore;
import dev.vigil.history.StoreUnavailableException;

/**
 * What the store gives back when it is asked; never what was written.
 *
 * @param readings accepted ones
 * @param scores of all models
 * @param transitions of alerts
 */
record Stored(long readings, long scores, long transitions) {

  /**
   * Asks the store.
   *
   * @throws VigilException if it can't be read
   */
  static Stored in(HistoryStore store) {
    try {
      return new Stored(store.countReadings(), store.countScores(), store.countTransitions());
    } catch (StoreUnavailableException e) {
      throw VigilException.problem("The store can't be read: " + e.getMessage() + ".", e);
    }
  }

  /** How much of what is in the topics is not in the store yet. */
  long missing(LogCount log) {
    return Math.max(0, log.accepted() - readings)
        + Math.max(0, log.allScores() - scores)
        + Math.max(0, log.transitions() - transitions);
  }
}
