package dev.vigil.schemas.fold;

/**
 * Where the state of one patient lives: in a job's keyed state, or in memory.
 *
 * @param <S> the fold's own part of the state
 */
public interface Patient<S> {
  /** The fold's part; an empty one for a patient not seen before. */
  S state();

  /** Deadlines and numbering. */
  Agenda agenda();

  /** Drops all; {@link #state} and {@link #agenda} are new from here on. */
  void forget();
}
