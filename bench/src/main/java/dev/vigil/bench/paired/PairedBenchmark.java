package dev.vigil.bench.paired;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures two works side by side in rounds A-B-B-A: what slows the machine down slows both, and
 * what drifts evenly through a round cancels out.
 */
final class PairedBenchmark {
  private static final int MOST_OPERATIONS = 1 << 24;

  private final Effort effort;
  private final Meter meter;

  PairedBenchmark(Effort effort, Meter meter) {
    this.effort = requireNonNull(effort, "effort is null");
    this.meter = requireNonNull(meter, "meter is null");
  }

  /**
   * Runs all sides in turn, for so long as the effort says, and until one batch of the slowest is
   * long enough.
   *
   * @return operations in a batch, the same for all sides
   * @throws IllegalStateException if the work costs nothing that could be measured
   */
  int warmUp(List<? extends Side<?>> sides) {
    long batchNanos = effort.batch().toNanos();
    long left = effort.warmUp().toNanos();
    int operations = 1;
    while (true) {
      long slowest = 0;
      for (Side<?> side : sides) {
        long nanos = side.batch(operations, meter).cpuNanos();
        slowest = Math.max(slowest, nanos);
        left -= nanos;
      }
      if (slowest < batchNanos && operations < MOST_OPERATIONS) {
        operations *= 2;
      } else if (slowest <= 0) {
        throw new IllegalStateException(operations + " operations cost no measurable CPU time");
      } else if (left <= 0) {
        return operations;
      }
    }
  }

  /** What both sides cost, round by round, in batches of so many operations. */
  List<Pair> compare(Side<?> a, Side<?> b, int operations) {
    List<Pair> pairs = new ArrayList<>();
    for (int round = 0; round < effort.rounds(); round++) {
      Cost first = a.batch(operations, meter);
      Cost second = b.batch(operations, meter);
      Cost third = b.batch(operations, meter);
      Cost fourth = a.batch(operations, meter);
      pairs.add(new Pair(first.plus(fourth), second.plus(third)));
    }
    return pairs;
  }
}
