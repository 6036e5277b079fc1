package dev.vigil.app.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether something is being closed, for threads of its own that rest between what they do. */
public final class Closing {
  private final CountDownLatch begun = new CountDownLatch(1);

  /** From now on it is, and nobody rests any more. */
  public void begin() {
    begun.countDown();
  }

  /** Whether it is. */
  public boolean hasBegun() {
    return begun.getCount() == 0;
  }

  /** Rests, and gives false if it is being closed or the thread was interrupted. */
  public boolean rest(Duration duration) {
    try {
      return !begun.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
