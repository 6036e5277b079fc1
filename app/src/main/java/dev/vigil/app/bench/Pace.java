package dev.vigil.app.bench;

import java.util.concurrent.locks.LockSupport;

/**
 * When the seconds of the log are to be written: fixed beforehand and kept whatever the other side
 * does. Latency counts from these instants, so waiting to be sent counts too (G. Tene's coordinated
 * omission).
 *
 * @param first second of the log
 * @param startNanos when it begins, by {@link System#nanoTime}
 * @param secondNanos how long a second of the log takes
 */
record Pace(long first, long startNanos, long secondNanos) {
  /** Sleeping is not exact to less than this; the rest is spent waiting. */
  private static final long SLEEP_NANOS = 200_000;

  /** Whoever is later than this with what was due didn't keep up. */
  private static final long BEHIND_NANOS = 1_000_000_000L;

  static Pace from(long first, long secondNanos) {
    return new Pace(first, System.nanoTime(), secondNanos);
  }

  /** When a second of the log begins: when its tick is to be written. */
  long begin(long second) {
    return startNanos + (second - first) * secondNanos;
  }

  /** Whether a second that is through at an instant was due only just before. */
  boolean isKept(long second, long nanos) {
    return nanos - begin(second) < BEHIND_NANOS;
  }

  /** Waits until an instant; returns at once if it is over. */
  static void await(long nanos) {
    long left = nanos - System.nanoTime();
    while (left > 0) {
      if (left > SLEEP_NANOS) {
        LockSupport.parkNanos(left - SLEEP_NANOS);
      } else {
        Thread.onSpinWait();
      }
      left = nanos - System.nanoTime();
    }
  }
}
