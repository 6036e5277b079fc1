package dev.vigil.app.supervise;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** When each job may be submitted again: ever more rarely while it keeps failing. */
final class BackOffs {
  /** A run that has lived for so long was no failure from the start. */
  private static final long SETTLED_NANOS = TimeUnit.MINUTES.toNanos(10);

  private record BackOff(long triedNanos, int seconds, int tries) {}

  private final LongSupplier nanos;
  private final int shortest;
  private final int longest;
  private final Map<String, BackOff> byJob = new HashMap<>();

  /**
   * None yet.
   *
   * @param nanos a clock like {@link System#nanoTime}
   * @param shortest seconds after the first submission, doubled by each further failure
   * @param longest seconds at most
   */
  BackOffs(LongSupplier nanos, int shortest, int longest) {
    this.nanos = nanos;
    this.shortest = shortest;
    this.longest = longest;
  }

  /** Whether this process has submitted the job before. */
  boolean hasTried(String job) {
    return byJob.containsKey(job);
  }

  boolean mayTry(String job) {
    BackOff backOff = byJob.get(job);
    return backOff == null || age(backOff) >= TimeUnit.SECONDS.toNanos(backOff.seconds());
  }

  /**
   * The job is being submitted.
   *
   * @param again whether a former run of it has ended
   * @param own whether the job itself was the reason, and not the cluster
   */
  void tried(String job, boolean again, boolean own) {
    BackOff former = byJob.get(job);
    BackOff next =
        former == null || !again || former.tries() == 0
            ? new BackOff(nanos.getAsLong(), shortest, 1)
            : new BackOff(
                nanos.getAsLong(),
                Math.min(former.seconds() * 2, longest),
                former.tries() + (own ? 1 : 0));
    byJob.put(job, next);
  }

  /**
   * How often the job has been submitted since it last lived for long, without those times at which
   * the cluster was the reason why it ended.
   */
  int tries(String job) {
    BackOff backOff = byJob.get(job);
    return backOff == null ? 0 : backOff.tries();
  }

  /** The job is alive. */
  void lives(String job) {
    byJob.computeIfPresent(
        job,
        (name, last) ->
            age(last) < SETTLED_NANOS ? last : new BackOff(last.triedNanos(), shortest, 0));
  }

  /** What made it fail may be another now. */
  void forget(String job) {
    byJob.remove(job);
  }

  private long age(BackOff backOff) {
    return nanos.getAsLong() - backOff.triedNanos();
  }
}
