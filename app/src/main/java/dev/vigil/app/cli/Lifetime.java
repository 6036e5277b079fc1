package dev.vigil.app.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a command alive until its time is over or the process is told to end, and makes sure that
 * what it started is closed before the process goes.
 */
final class Lifetime {
  private static final long STOP_SECONDS = 9;

  /** Between two looks at what a process waits for, or can't be without. */
  static final Duration LOOK = Duration.ofSeconds(1);

  private final CountDownLatch toldToEnd = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  /** From now on Ctrl-C lets {@link #await} return and waits until {@link #done}. */
  Lifetime() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::endInOrder, "shutdown"));
  }

  private void endInOrder() {
    toldToEnd.countDown();
    try {
      if (!closed.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("Vigil did not stop in time; its data is safe.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits.
   *
   * @param minutes how long at most; 0 for without end
   */
  void await(double minutes) throws InterruptedException {
    if (minutes > 0) {
      var unused = toldToEnd.await(Math.round(minutes * 60_000), TimeUnit.MILLISECONDS);
    } else {
      toldToEnd.await();
    }
  }

  /**
   * The same, with a look each second at what it can't go on without.
   *
   * @param look throws what ends it
   */
  void await(double minutes, Runnable look) throws InterruptedException {
    long end = System.nanoTime() + Math.round(minutes * 60e9);
    while ((minutes <= 0 || System.nanoTime() - end < 0) && lasts(LOOK)) {
      look.run();
    }
  }

  /** Waits, and gives false if the process has been told to end. */
  boolean lasts(Duration duration) throws InterruptedException {
    return !toldToEnd.await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Everything is closed. */
  void done() {
    closed.countDown();
  }
}
