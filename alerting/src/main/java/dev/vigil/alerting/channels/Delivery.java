package dev.vigil.alerting.channels;

import static java.util.Objects.requireNonNull;

/**
 * What became of one transition on one channel.
 *
 * @param delivered whether the receiver has it
 * @param attempts how often it was tried, at least once
 * @param detail code of the result, such as {@code http-204} or {@code timed-out}; no health data,
 *     no addresses
 */
public record Delivery(boolean delivered, int attempts, String detail) {
  public Delivery {
    requireNonNull(detail, "detail is null");
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts is " + attempts + ", expected at least 1");
    }
  }
}
