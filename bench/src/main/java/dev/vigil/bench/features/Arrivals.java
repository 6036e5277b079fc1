package dev.vigil.bench.features;

import dev.vigil.bench.monitor.EightVitals;
import dev.vigil.schemas.Reading;

/**
 * The heart rate of one patient at 1 Hz, second by second as it arrives. Both sides of a comparison
 * make it as they go, so it has to cost little: readings wait in a ring of seconds.
 */
final class Arrivals {
  private static final int HEART_RATE = 0;
  private static final int LATEST = 30;

  /** A power of two above the latest, so that a second is over before its place is used again. */
  private static final int SECONDS = 32;

  private static final int PER_MILLE = 1_000;

  private final int latePerMille;
  private final Reading[][] due = new Reading[SECONDS][LATEST + 1];
  private final int[] counts = new int[SECONDS];
  private int now;

  /**
   * The stream from its begin.
   *
   * @param latePercent of the readings come 1 to {@value #LATEST} s late
   */
  Arrivals(int latePercent) {
    latePerMille = 10 * latePercent;
  }

  /** Goes to a second, which is one more than the one before; says how many readings come in it. */
  int at(long second) {
    counts[now] = 0;
    now = (int) second & (SECONDS - 1);
    int chance = (int) (((second * 0x9e3779b97f4a7c15L) >>> 33) % PER_MILLE);
    int delay = chance < latePerMille ? 1 + chance % LATEST : 0;
    int then = (now + delay) & (SECONDS - 1);
    due[then][counts[then]++] = EightVitals.reading("bench", HEART_RATE, second);
    return counts[now];
  }

  /** One of those that come in this second. */
  Reading get(int index) {
    return due[now][index];
  }
}
