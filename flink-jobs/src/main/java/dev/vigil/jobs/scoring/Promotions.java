package dev.vigil.jobs.scoring;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.log.GovernanceFeed;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.fold.Ticks;
import dev.vigil.schemas.ledger.Lead;

/**
 * When a version's scores begin to call people about a patient, as the ledger says. Not for several
 * threads at once.
 */
final class Promotions implements AutoCloseable {
  private final GovernanceFeed ledger;
  private long read = Ticks.NONE;

  Promotions(GovernanceFeed ledger) {
    this.ledger = requireNonNull(ledger, "ledger is null");
  }

  /**
   * Whether scores of vectors of these two instants lie on both sides of a promotion, or nearly so:
   * a score is judged at its own stamp, a little after its vector. As much before an entry holds as
   * it has to be appended before it, the answer is yes already.
   *
   * @param before the instant of the patient's last vector, whole seconds since the epoch
   * @param now of this one
   */
  boolean lieBetween(long before, long now, Model model, String patient) {
    if (now > read) {
      ledger.readToEnd();
      read = now;
    }
    return isLive(model, patient, now + Lead.SHORTEST_SECONDS) && !isLive(model, patient, before);
  }

  private boolean isLive(Model model, String patient, long instant) {
    return ledger
        .timeline()
        .liveVersion(model.name(), patient, instant)
        .filter(model.version()::equals)
        .isPresent();
  }

  @Override
  public void close() {
    ledger.close();
  }
}
