package dev.vigil.jobs.log;

import dev.vigil.alerting.GovernanceTimeline;

/** What people decided, as far as it has been read. Not for several threads at once. */
public interface GovernanceFeed extends AutoCloseable {
  /** What has been read; grows with {@link #readToEnd}. */
  GovernanceTimeline timeline();

  /**
   * Reads all that has been decided until now.
   *
   * @throws RuntimeException if what is decided can't be known now: nothing may be judged then
   */
  void readToEnd();

  @Override
  void close();
}
