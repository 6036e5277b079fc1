package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How large a hospital is watched, and for how long.
 *
 * @param patients each with a monitor that sends six vital signs together
 * @param open of these, how many have an alert that stays open
 * @param readingsPerSecond of all monitors together, at most one of each vital sign a second
 * @param crossingsPerSecond how many of the others pass a limit each second
 * @param warmSeconds for which they do so before anything is measured: the JVM compiles for longer
 *     than one would think
 * @param trySeconds for which they do so while a load is tried
 * @param roundSeconds for which they do so in a round
 * @param rounds of each kind
 * @param storm how many pass a limit at one instant
 * @param checkpointSeconds between checkpoints, a hospital for each
 * @param heap of the Vigil, as {@code -Xmx} has it
 */
record Size(
    int patients,
    int open,
    int readingsPerSecond,
    int crossingsPerSecond,
    int warmSeconds,
    int trySeconds,
    int roundSeconds,
    int rounds,
    int storm,
    List<Integer> checkpointSeconds,
    String heap) {
  /** The issue's: 20,000 readings a second of as many patients, 2,000 open episodes. */
  static final Size FULL =
      new Size(20_000, 2_000, 20_000, 50, 60, 12, 20, 5, 1_000, List.of(2, 10), "8g");

  /** For a look. */
  static final Size QUICK = new Size(2_000, 200, 4_000, 20, 30, 6, 8, 2, 400, List.of(2), "2g");

  /** With a store that is killed: how large it is says nothing about that. */
  static final Size STORE = new Size(2_000, 200, 2_000, 25, 30, 6, 15, 3, 400, List.of(2), "2g");

  /** The same for a look. */
  static final Size QUICK_STORE = new Size(500, 50, 500, 10, 15, 6, 8, 1, 100, List.of(2), "2g");

  /**
   * Nobody passes the limit again sooner than this: what is sent of the time before has to be later
   * than what ended the crossing before.
   */
  private static final int AGAIN_SECONDS = 40;

  Size {
    requireNonNull(heap, "heap is null");
    checkpointSeconds = List.copyOf(checkpointSeconds);
    if (patients - open < (long) crossingsPerSecond * AGAIN_SECONDS) {
      throw new IllegalArgumentException(
          (patients - open)
              + " patients are well, expected "
              + AGAIN_SECONDS
              + " s of "
              + crossingsPerSecond
              + " a second");
    }
    if (readingsPerSecond > (long) patients * Monitors.VITALS) {
      throw new IllegalArgumentException(
          readingsPerSecond + " readings a second, expected at most one of each vital sign");
    }
  }

  /** How many have nothing that stays open. */
  int well() {
    return patients - open;
  }
}
