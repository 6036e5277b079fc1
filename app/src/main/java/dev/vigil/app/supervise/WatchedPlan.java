package dev.vigil.app.supervise;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.runtime.RootCause;
import dev.vigil.schemas.SupervisorState.Unread;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A plan that says since when it could not be read: what should run, and what was last seen to run,
 * may be something else by now. It is asked by one thread and watched by any.
 */
public final class WatchedPlan implements Supplier<List<PlannedJob>> {
  /** Longer than the ledger's end takes to be found, and shorter than Kafka is waited for. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** It is asked every few seconds, and later only while jobs are being submitted. */
  static final Duration LONGEST_COMPARISON = Duration.ofSeconds(60);

  private final Supplier<List<PlannedJob>> plan;
  private final LongSupplier now;
  private final LongSupplier nanos;
  private volatile Made last;
  private volatile @Nullable Long asked;
  private volatile @Nullable String failure;

  private record Made(long second, long nanos) {}

  /**
   * Over a plan.
   *
   * @param now the world's clock, whole seconds since the epoch
   * @param nanos a clock that runs on whatever the world's does
   */
  public WatchedPlan(Supplier<List<PlannedJob>> plan, LongSupplier now, LongSupplier nanos) {
    this.plan = requireNonNull(plan, "plan is null");
    this.now = requireNonNull(now, "now is null");
    this.nanos = requireNonNull(nanos, "nanos is null");
    this.last = made();
  }

  private Made made() {
    return new Made(now.getAsLong(), nanos.getAsLong());
  }

  @Override
  public List<PlannedJob> get() {
    asked = nanos.getAsLong();
    try {
      List<PlannedJob> jobs = plan.get();
      last = made();
      failure = null;
      return jobs;
    } catch (RuntimeException e) {
      failure = RootCause.sentence(e);
      throw e;
    } finally {
      asked = null;
    }
  }

  /** Since when it could not be read, and why; empty if it can. */
  public Optional<Unread> unread() {
    Made before = last;
    Long since = asked;
    String why = failure;
    if (why == null && since != null && hasPassed(since, PATIENCE)) {
      why = "the ledger has not been read to its end for " + PATIENCE.toSeconds() + " s";
    } else if (why == null && hasPassed(before.nanos(), LONGEST_COMPARISON)) {
      why = "jobs have not been compared for " + LONGEST_COMPARISON.toSeconds() + " s";
    }
    return why == null ? Optional.empty() : Optional.of(new Unread(before.second(), why));
  }

  private boolean hasPassed(long since, Duration duration) {
    return nanos.getAsLong() - since > duration.toNanos();
  }
}
