package dev.vigil.app.bench.latency;

import java.util.concurrent.locks.LockSupport;

/** Waits for instants of {@link System#nanoTime}, to a fraction of a millisecond. */
final class Instants {
  private Instants() {}

  /** Returns at once if the instant is over. */
  static void await(long nanos) throws InterruptedException {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException("while waiting for an instant");
      }
    }
  }
}
