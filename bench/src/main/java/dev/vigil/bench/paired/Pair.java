package dev.vigil.bench.paired;

import static java.util.Objects.requireNonNull;

import java.util.function.ToLongFunction;

/** What both sides cost in one round A-B-B-A, for the same number of operations. */
public record Pair(Cost a, Cost b) {
  public Pair {
    requireNonNull(a, "a is null");
    requireNonNull(b, "b is null");
  }

  /**
   * How many times as much B cost.
   *
   * @param part of the cost
   * @throws IllegalStateException if A cost nothing
   */
  public double ratio(ToLongFunction<Cost> part) {
    long whole = part.applyAsLong(a);
    if (whole <= 0) {
      throw new IllegalStateException("side A cost nothing that could be measured in a round");
    }
    return (double) part.applyAsLong(b) / (double) whole;
  }
}
