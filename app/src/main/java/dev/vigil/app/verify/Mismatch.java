package dev.vigil.app.verify;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.OutputNumber;

/**
 * An output that a refold of the log does not give, or gives otherwise.
 *
 * @param topic where it was sent
 * @param partition of the topic
 * @param number of the output
 * @param kind what is wrong
 */
public record Mismatch(String topic, int partition, OutputNumber number, Kind kind) {
  /** What is wrong with an output. */
  public enum Kind {
    /** The log calls for it, and it never was sent. */
    MISSING,
    /** It was sent, and the log doesn't call for it. */
    UNFOUNDED,
    /** What was sent has other bytes. */
    DIFFERENT
  }

  public Mismatch {
    requireNonNull(topic, "topic is null");
    requireNonNull(number, "number is null");
    requireNonNull(kind, "kind is null");
  }
}
