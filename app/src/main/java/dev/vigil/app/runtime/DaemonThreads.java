package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ThreadFactory;

/** Threads that don't keep the process alive. */
public final class DaemonThreads {
  private static final long STOP_MILLIS = 3_000;

  private DaemonThreads() {}

  /** For a scheduler, or for the one thread of something that is closed in order. */
  public static ThreadFactory named(String name) {
    requireNonNull(name, "name is null");
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Waits until one that was told to end has done so, for 3 s at most and until interrupted. */
  public static void awaitEnd(Thread thread) {
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
