package dev.vigil.app.alive;

import dev.vigil.app.notify.ChannelSubjects;
import dev.vigil.schemas.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of Vigil that is a process of its own, and gives no sign. After a start of this process it
 * has its time once more: it may be starting, too. Not thread-safe.
 */
final class ProcessFaults {
  static final String STALLED = "stalled";

  /**
   * Between the first look that misses it and the alert, once it was heard: longer than one sign
   * takes.
   */
  static final int SETTLE_SECONDS = 10;

  private final Of of;
  private final int patienceSeconds;
  private @Nullable Long missedSince;
  private boolean heard;

  /** Whose sign it is, and what its silence means. */
  enum Of {
    NOTIFIER(
        ChannelFaults.NOTIFIER,
        Priority.HIGH,
        "Nobody is told of alerts while it is away: look at the board, and start ./vigil notifier"
            + " again.",
        true),
    SUPERVISOR(
        "supervisor",
        Priority.MEDIUM,
        "Jobs go on, but one that ends is not started again, and a model that is deployed or"
            + " retired waits: start ./vigil supervisor again.",
        false);

    private final String subject;
    private final Priority priority;
    private final String remedy;
    private final boolean breaksChain;

    Of(String subject, Priority priority, String remedy, boolean breaksChain) {
      this.subject = subject;
      this.priority = priority;
      this.remedy = remedy;
      this.breaksChain = breaksChain;
    }

    /** Of its technical alerts. */
    String subject() {
      return subject;
    }
  }

  /**
   * Of one that counts as silent after some time.
   *
   * @param patienceSeconds that time
   */
  ProcessFaults(Of of, int patienceSeconds) {
    this.of = of;
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
   * Whether what was said before, of it or of what it alone knows, is neither so for certain nor
   * over: of a notifier that is missed nobody knows how its channels do.
   */
  boolean isInDoubt(String subject) {
    boolean known = of == Of.NOTIFIER && ChannelSubjects.isOne(subject);
    return isMissed() && (subject.equals(of.subject) || known);
  }

  private Fault fault() {
    return new Fault(
        of.subject,
        STALLED,
        of.priority,
        "No sign of the " + of.subject + " for " + patienceSeconds + " s or more",
        of.remedy,
        of.breaksChain);
  }
}
