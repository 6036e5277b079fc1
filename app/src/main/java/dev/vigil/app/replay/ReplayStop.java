package dev.vigil.app.replay;

/** Somebody who lets a replay go on that stands at a recorded hour. */
@FunctionalInterface
public interface ReplayStop {
  /**
   * Waits until the replay may go on. The recorded clock stands meanwhile; in lockstep all that
   * came before this hour has been computed.
   *
   * @param hour since the recording's beginning
   * @return whether it is to stop again
   */
  boolean await(long hour);
}
