package dev.vigil.jobs.log;

import java.util.concurrent.ThreadFactory;

/** Threads of a task's own: by name, and none keeps the process alive. */
public final class DaemonThreads {
  private DaemonThreads() {}

  /** Makes threads of one name. */
  public static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
