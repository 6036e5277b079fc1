package dev.vigil.history;

import java.io.Serializable;

/**
 * One row of the history. Rows are only ever added: what corrects or withdraws an earlier row is a
 * row of its own, and the same row written again changes nothing.
 */
public sealed interface HistoryRow extends Serializable
    permits ReadingRow, FeatureRow, ScoreRow, TransitionRow {

  /** Pseudonymous id of the patient. */
  String patient();

  /** Answers with the case that this row is. */
  <T> T match(Cases<T> cases);

  /**
   * One function for each kind of row.
   *
   * @param <T> what the functions give
   */
  interface Cases<T> {
    T reading(ReadingRow row);

    T feature(FeatureRow row);

    T score(ScoreRow row);

    T transition(TransitionRow row);
  }
}
