package dev.vigil.app.replay;

/** How the clock of a recorded world moves on. */
interface Pace {
  /** The recorded time, whole seconds since the epoch. */
  long now();

  /** Moves to a recorded second, in moves of at most {@value Lockstep#LONGEST_MOVE_SECONDS} s. */
  void moveTo(long second);

  /** Waits until all that the present instant calls for has been computed. */
  void settle();
}
