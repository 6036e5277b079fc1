package dev.vigil.app.books;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Waits for something to catch up: a store with the log, a gateway with the contexts. Neither can
 * tell when it has, so it is looked at again and again; this is the one place that does so.
 */
public final class CatchUp {
  private static final long PAUSE_MILLIS = 50;

  private CatchUp() {}

  /** Looks at what is waited for. */
  @FunctionalInterface
  public interface Missing {
    /** How much is missing now; it may take its time. */
    long count() throws InterruptedException;
  }

  /**
   * Waits until nothing is missing, for as long as ever less is.
   *
   * @param missing how much is
   * @param patience how long no less may be missing than before
   * @return what was missing at last: 0 unless patience was at its end
   */
  public static long await(Missing missing, Duration patience) throws InterruptedException {
    requireNonNull(patience, "patience is null");
    long least = Long.MAX_VALUE;
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      long now = missing.count();
      if (now < least) {
        least = now;
        deadline = System.nanoTime() + patience.toNanos();
      }
      if (now <= 0 || System.nanoTime() - deadline >= 0) {
        return Math.max(0, now);
      }
      // No event to wait for: see above.
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
