package dev.vigil.alerting.channels;

import static java.util.Objects.requireNonNull;

/**
 * What became of one transition on one channel.
 *
 * @param outcome whether the receiver has it, and if not, whether it may still get it
 * @param attempts how often it was tried, at least once
 * @param detail code of the result, such as {@code http-204} or {@code timed-out}; no health data,
 *     no addresses
 */
public record Delivery(Outcome outcome, int attempts, String detail) {
  /** Whether the receiver has it. */
  public enum Outcome {
    DELIVERED,
    /** Not yet: away, overloaded or not set right. The same transition may be told again. */
    UNDELIVERED,
    /** Never: this very message isn't taken, and telling it again would hold up all others. */
    REFUSED
  }

  public Delivery {
    requireNonNull(outcome, "outcome is null");
    requireNonNull(detail, "detail is null");
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts is " + attempts + ", expected at least 1");
    }
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
