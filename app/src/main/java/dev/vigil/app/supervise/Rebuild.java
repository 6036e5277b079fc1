package dev.vigil.app.supervise;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import java.util.function.Predicate;

/**
 * Which jobs begin anew at this start: their checkpoints are forgotten, and they fold the log from
 * its beginning. What they send again has the number that it had, and whoever reads it ignores it.
 */
public final class Rebuild {
  /** Every job goes on from its newest checkpoint. */
  public static final Rebuild NOTHING = new Rebuild(job -> false, false);

  /** Every job begins anew. */
  public static final Rebuild EVERYTHING = new Rebuild(job -> true, true);

  /** The option that asks for it; messages that have no other remedy name it. */
  static final String OPTION = "--rebuild-state";

  private final Predicate<String> jobs;
  private final boolean ofAll;

  private Rebuild(Predicate<String> jobs, boolean ofAll) {
    this.jobs = jobs;
    this.ofAll = ofAll;
  }

  /**
   * One job begins anew.
   *
   * @throws VigilException if no job of Vigil's has such a name
   */
  public static Rebuild of(String job) {
    requireNonNull(job, "job is null");
    if (!JobPlan.isOurs(job)) {
      throw VigilException.usage(
          OPTION
              + " is "
              + job
              + ", expected features, alerts, history or scoring-… as ./vigil status names it, or"
              + " nothing for all jobs.");
    }
    return new Rebuild(job::equals, false);
  }

  /** Whether every job begins anew. */
  public boolean isOfAll() {
    return ofAll;
  }

  boolean concerns(String job) {
    return jobs.test(job);
  }
}
