package dev.vigil.alerting.channels;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.TreeSet;

/**
 * What became of one transition on one channel.
 *
 * @param outcome whether the receiver has it, and if not, whether it may still get it
 * @param attempts how often it was tried, at least once
 * @param detail code of the result, such as {@code http-204} or {@code timed-out}; no health data,
 *     no addresses
 * @param owed readers who have not got it yet and are to be told it by themselves, in their turn:
 *     their mailbox is full, or busy; of a channel with one receiver none
 */
public record Delivery(Outcome outcome, int attempts, String detail, Set<String> owed) {
  /** Whether the receiver has it. */
  public enum Outcome {
    /** Somebody has it; whoever hasn't is owed it. */
    DELIVERED,
    /** Nobody has it yet, and each reader is owed it: that holds up no other message. */
    POSTPONED,
    /** Not yet: away, overloaded or not set right. The same transition may be told again. */
    UNDELIVERED,
    /** Never: this very message isn't taken, and telling it again would hold up all others. */
    REFUSED
  }

  public Delivery {
    requireNonNull(outcome, "outcome is null");
    requireNonNull(detail, "detail is null");
    owed = Set.copyOf(requireNonNull(owed, "owed is null"));
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts is " + attempts + ", expected at least 1");
    }
    if (outcome == Outcome.POSTPONED && owed.isEmpty()) {
      throw new IllegalArgumentException("postponed, and owed to nobody");
    }
  }

  /** One that nobody is owed. */
  public Delivery(Outcome outcome, int attempts, String detail) {
    this(outcome, attempts, detail, Set.of());
  }

  /** The same, owed to these besides; what is for later as a whole stays so. */
  Delivery owing(Set<String> more) {
    if (more.isEmpty() || outcome == Outcome.UNDELIVERED) {
      return this;
    }
    Set<String> all = new TreeSet<>(owed);
    all.addAll(more);
    Outcome now = outcome == Outcome.DELIVERED ? Outcome.DELIVERED : Outcome.POSTPONED;
    return new Delivery(now, attempts, detail, all);
  }

  /** Hides who is owed it. */
  @Override
  public String toString() {
    return "Delivery[outcome="
        + outcome
        + ", attempts="
        + attempts
        + ", detail="
        + detail
        + (owed.isEmpty() ? "]" : ", owed to " + owed.size() + "]");
  }

  /** Of a channel that threw: it has a defect, and the same message would throw again. */
  public static Delivery threw(RuntimeException defect) {
    return new Delivery(Outcome.REFUSED, 1, "threw-" + defect.getClass().getSimpleName());
  }

  /** Whether the channel is done with the transition, delivered or not. */
  public boolean isFinal() {
    return outcome != Outcome.UNDELIVERED;
  }
}
