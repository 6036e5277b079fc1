package dev.vigil.app.bench.latency;

/**
 * How large a hospital is watched, and for how long.
 *
 * @param patients whose monitors send one reading a second each
 * @param open of these, how many have an alert that stays open
 * @param crossingsPerSecond how many of the others pass a limit each second
 * @param warmSeconds for which they do so before anything counts
 * @param roundSeconds for which they do so in a round
 * @param rounds of each kind
 * @param storm how many pass a limit at one instant
 * @param heap of the Vigil, as {@code -Xmx} has it
 */
record Size(
    int patients,
    int open,
    int crossingsPerSecond,
    int warmSeconds,
    int roundSeconds,
    int rounds,
    int storm,
    String heap) {
  /** The issue's: 20,000 readings a second of as many patients, 2,000 open episodes. */
  static final Size FULL = new Size(20_000, 2_000, 50, 20, 20, 5, 1_000, "8g");

  /** For a look. */
  static final Size QUICK = new Size(1_000, 100, 10, 10, 8, 2, 100, "2g");

  /**
   * Nobody passes the limit again sooner than this: what is sent of the time before has to be later
   * than what ended the crossing before.
   */
  private static final int AGAIN_SECONDS = 40;

  Size {
    if (well(patients, open) < (long) crossingsPerSecond * AGAIN_SECONDS) {
      throw new IllegalArgumentException(
          well(patients, open)
              + " patients are well, expected "
              + AGAIN_SECONDS
              + " s of "
              + crossingsPerSecond
              + " a second");
    }
  }

  /** How many have nothing that stays open. */
  int well() {
    return well(patients, open);
  }

  private static int well(int patients, int open) {
    return patients - open;
  }
}
