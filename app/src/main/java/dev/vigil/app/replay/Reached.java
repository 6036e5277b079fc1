package dev.vigil.app.replay;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Waits until something has come to a number, for as long as it comes nearer. */
final class Reached {
  private final Duration patience;
  private final LongSupplier nanos;

  /**
   * Waits.
   *
   * @param patience how long it may stand still
   * @param nanos a clock like {@link System#nanoTime}
   */
  Reached(Duration patience, LongSupplier nanos) {
    this.patience = requireNonNull(patience, "patience is null");
    this.nanos = requireNonNull(nanos, "nanos is null");
  }

  /**
   * Returns once it is there.
   *
   * @param now how far it is; it may take its time to look
   * @param complaint what is said where it stands still, up to "for … s"
   * @throws VigilException if it stands still
   */
  void await(long due, LongSupplier now, String complaint) {
    long most = Long.MIN_VALUE;
    long since = nanos.getAsLong();
    for (long at = now.getAsLong(); at < due; at = now.getAsLong()) {
      if (at > most) {
        most = at;
        since = nanos.getAsLong();
      } else if (nanos.getAsLong() - since > patience.toNanos()) {
        throw VigilException.problem(
            complaint
                + " for "
                + patience.toSeconds()
                + " s: see the job's reason in the log file, then start the replay again; it goes"
                + " on where it stopped.");
      }
    }
  }
}
