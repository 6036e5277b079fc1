package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ThreadFactory;

/** Threads that don't keep the process alive. */
public final class DaemonThreads {
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
}
