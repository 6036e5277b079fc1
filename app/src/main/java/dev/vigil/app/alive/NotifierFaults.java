package dev.vigil.app.alive;

import dev.vigil.app.notify.ChannelSubjects;
import dev.vigil.schemas.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notifier that is a process of its own, and gives no sign. After a start of this process it has
 * its time once more: it may be starting, too. Not thread-safe.
 */
final class NotifierFaults {
  /** Of the notifier, wherever it is. */
  static final String STALLED = "stalled";

  /**
   * Between the first look that misses it and the alert, once it was heard: longer than one sign
   * takes.
   */
  static final int SETTLE_SECONDS = 10;

  private final int patienceSeconds;
  private @Nullable Long missedSince;
  private boolean heard;

  /**
   * Of one that counts as silent after some time.
   *
   * @param patienceSeconds that time
   */
  NotifierFaults(int patienceSeconds) {
    this.patienceSeconds = patienceSeconds;
  }

  /**
   * Looks once.
   *
   * @param monotonic seconds of a clock that never jumps
   */
  List<Fault> look(boolean isSilent, long monotonic) {
    if (!isSilent) {
      missedSince = null;
      heard = true;
      return List.of();
    }
    long since = missedSince == null ? monotonic : missedSince;
    missedSince = since;
    return monotonic - since >= (heard ? SETTLE_SECONDS : patienceSeconds)
        ? List.of(fault())
        : List.of();
  }

  /** Whether it is missed, perhaps not yet for long enough to be a fault. */
  boolean isMissed() {
    return missedSince != null;
  }

  /**
   * Whether what was said before, of it or of its channels, is neither so for certain nor over: of
   * a notifier that is missed nobody knows how its channels do.
   */
  boolean isInDoubt(String subject) {
    return isMissed() && (subject.equals(ChannelFaults.NOTIFIER) || ChannelSubjects.isOne(subject));
  }

  private Fault fault() {
    return new Fault(
        ChannelFaults.NOTIFIER,
        STALLED,
        Priority.HIGH,
        "No sign of the notifier for " + patienceSeconds + " s or more",
        "Nobody is told of alerts while it is away: look at the board, and start ./vigil notifier"
            + " again.",
        true);
  }
}
