package dev.vigil.history;

import java.util.Collection;
import java.util.List;

/**
 * The time-series store: what was measured, derived and decided, for as long as it is kept.
 *
 * <p>A read sees every row whose {@code write} returned before it began. Ranges take their first
 * second in and leave their last one out: {@code from <= t < to}, whole seconds since the epoch; a
 * range that is empty or lies outside {@link RowTime} gives nothing. All reads throw {@link
 * StoreUnavailableException} if the store is away or doesn't answer in time.
 */
public interface HistoryStore extends HistoryWriter {

  /**
   * The readings that stand as of now, by measured time: of each identity (vital, sensor, measured)
   * the one with the highest version, among equal versions the first in the log; nothing where that
   * one is a withdrawal.
   *
   * @param vital id of the vital sign
   * @param from first measured second
   * @param to measured second after the last
   */
  List<ReadingRow> readings(String patient, String vital, long from, long to)
      throws StoreUnavailableException;

  /**
   * The readings that stood when Vigil knew only what it had received up to {@code received}, that
   * second included.
   */
  List<ReadingRow> readingsKnownAt(String patient, String vital, long from, long to, long received)
      throws StoreUnavailableException;

  /**
   * Hands over the values of {@link #readingsKnownAt} by measured time, for pictures: read piece by
   * piece, so that a month needs no more memory than a day, and with no more than they show.
   */
  void values(String patient, String vital, long from, long to, long received, ValueTaker taker)
      throws StoreUnavailableException;

  /** Takes the value of one reading after the other. */
  @FunctionalInterface
  interface ValueTaker {
    /**
     * Takes the next one.
     *
     * @param measured whole seconds since the epoch; never falls
     * @param value in the canonical unit
     */
    void take(long measured, double value);
  }

  /** Every accepted reading, whatever became of it, by measured time and place in the log. */
  List<ReadingRow> allReadings(String patient, String vital, long from, long to)
      throws StoreUnavailableException;

  /**
   * Features of a patient, by known time and number.
   *
   * @param names of the features
   */
  List<FeatureRow> features(String patient, Collection<String> names, long from, long to)
      throws StoreUnavailableException;

  /** All versions' scores of a model for a patient, by known time and number. */
  List<ScoreRow> scores(String patient, String model, long from, long to)
      throws StoreUnavailableException;

  /** Transitions of all alerts of a patient, by decided time and number. */
  List<TransitionRow> transitions(String patient, long from, long to)
      throws StoreUnavailableException;

  /** The number of readings in the store, counted by the store. */
  long countReadings() throws StoreUnavailableException;

  /** The number of single features in the store. */
  long countFeatures() throws StoreUnavailableException;

  /** The number of scores in the store. */
  long countScores() throws StoreUnavailableException;

  /** The number of alert transitions in the store. */
  long countTransitions() throws StoreUnavailableException;

  /** Where {@link HistoryStores#writer} in another process or job can write into this store. */
  StoreEndpoint endpoint();
}
