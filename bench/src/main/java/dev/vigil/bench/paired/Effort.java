package dev.vigil.bench.paired;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param rounds how many pairs of costs; each is one round A-B-B-A
 * @param batch CPU time that the slower side runs in one go
 * @param warmUp CPU time before the first round, all sides together
 */
public record Effort(int rounds, Duration batch, Duration warmUp) {
  /** Fewer pairs don't make an interval of 95 %. */
  public static final int FEWEST_ROUNDS = 30;

  /** For figures that are published. */
  public static final Effort FULL = new Effort(60, Duration.ofMillis(50), Duration.ofSeconds(10));

  /** For a look: shorter batches, so wider intervals. */
  public static final Effort QUICK = new Effort(30, Duration.ofMillis(10), Duration.ofSeconds(3));

  public Effort {
    requireNonNull(batch, "batch is null");
    requireNonNull(warmUp, "warmUp is null");
    if (rounds < FEWEST_ROUNDS) {
      throw new IllegalArgumentException(
          "rounds is " + rounds + ", expected at least " + FEWEST_ROUNDS);
    }
    if (batch.isNegative() || batch.isZero() || warmUp.isNegative()) {
      throw new IllegalArgumentException(
          "batch is " + batch + " and warm-up " + warmUp + ", expected no less than a moment");
    }
  }
}
