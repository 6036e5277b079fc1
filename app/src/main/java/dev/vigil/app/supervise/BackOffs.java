package dev.vigil.app.supervise;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** When each job may be submitted again: ever more rarely while it keeps failing. */
final class BackOffs {
  private record BackOff(long untilNanos, int seconds) {}

  private final LongSupplier nanos;
  private final int first;
  private final int longest;
  private final Map<String, BackOff> byJob = new HashMap<>();

  /**
   * None yet.
   *
   * @param nanos a clock like {@link System#nanoTime}
   * @param first seconds after the first submission, doubled by each further failure
   * @param longest seconds at most
   */
  BackOffs(LongSupplier nanos, int first, int longest) {
    this.nanos = nanos;
    this.first = first;
    this.longest = longest;
  }

  /** Whether this process has submitted the job before. */
  boolean hasTried(String job) {
    return byJob.containsKey(job);
  }

  boolean mayTry(String job) {
    BackOff backOff = byJob.get(job);
    return backOff == null || nanos.getAsLong() - backOff.untilNanos() >= 0;
  }

  /**
   * The job is being submitted.
   *
   * @param again whether a former run of it has ended
   */
  void tried(String job, boolean again) {
    BackOff former = byJob.get(job);
    int seconds = former == null || !again ? first : Math.min(former.seconds() * 2, longest);
    byJob.put(job, new BackOff(nanos.getAsLong() + TimeUnit.SECONDS.toNanos(seconds), seconds));
  }
}
