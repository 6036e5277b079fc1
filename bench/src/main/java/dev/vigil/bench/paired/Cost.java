package dev.vigil.bench.paired;

/**
 * What some work took.
 *
 * @param cpuNanos CPU time of the thread that did it, nanoseconds
 * @param bytes that it allocated on the heap
 */
public record Cost(long cpuNanos, long bytes) {
  /** Both together. */
  public Cost plus(Cost other) {
    return new Cost(cpuNanos + other.cpuNanos, bytes + other.bytes);
  }

  /** What came since. */
  public Cost minus(Cost earlier) {
    return new Cost(cpuNanos - earlier.cpuNanos, bytes - earlier.bytes);
  }
}
