package dev.vigil.schemas.fold;

import dev.vigil.schemas.OutputNumber;

/**
 * One step of a fold: the time it happens at, and what it may leave behind.
 *
 * @param <O> output
 */
public interface Step<O> {
  /** Whole seconds since the epoch: the record's stamp or the deadline's instant. */
  long now();

  /** Emits an output, numbered in the order of the calls. */
  void emit(O output);

  /**
   * Sets a deadline, replacing one of the same kind and id. One at or before {@link #now} runs
   * within the same record, after it.
   *
   * @throws IllegalStateException if the deadline that is running sets itself again at or before
   *     its own instant: it would run for ever
   */
  void schedule(long instant, String kind, String id);

  /** Takes a deadline off, if there is one. */
  void cancel(String kind, String id);

  /** Ends the patient's state after this step: nothing is kept but what comes later. */
  void forget();

  /**
   * The number that the next {@link #emit} of this step will get; for ids that are the same in
   * every refold.
   */
  OutputNumber nextNumber();
}
