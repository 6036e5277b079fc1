package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks that are run again and again: a schedule ends for good with the first one that throws. */
public final class Recurring {
  private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

  private Recurring() {}

  /**
   * The same task, which never throws: what it throws is said, and it is run again in its time.
   *
   * @param name of what it does, for people: "contexts could not be appended"
   */
  public static Runnable task(String name, Runnable task) {
    requireNonNull(name, "name is null");
    requireNonNull(task, "task is null");
    return () -> {
      try {
        task.run();
      } catch (Throwable e) { // also an Error
        LOG.warn("{} and is tried again: {}", name, e.toString());
      }
    };
  }
}
