package dev.vigil.app.replay;

import dev.vigil.simulator.Tally;

/** Is told how far a replay has come. */
@FunctionalInterface
public interface ReplayProgress {
  /**
   * A recorded second has been played.
   *
   * @param second since the recording's beginning
   * @param end last second since the recording's beginning
   * @param tally what the gateway has said so far
   */
  void at(long second, long end, Tally tally);
}
