package dev.vigil.bench.peers.side;

import java.util.Arrays;
import java.util.Objects;

/**
 * What an aggregation keeps of a window from which readings also go: how often each value stands in
 * it, in order, so that smallest and largest are at the ends.
 */
final class SortedTotals {
  private static final int FIRST_CAPACITY = 2;

  private long[] values = new long[FIRST_CAPACITY];
  private int[] times = new int[FIRST_CAPACITY];
  private int distinct;
  private long count;
  private long sum;
  private long sumOfSquares;

  void add(long value) {
    count(value, 1);
  }

  void combine(SortedTotals other) {
    for (int i = 0; i < other.distinct; i++) {
      count(other.values[i], other.times[i]);
    }
  }

  void deduct(SortedTotals other) {
    for (int i = 0; i < other.distinct; i++) {
      count(other.values[i], -other.times[i]);
    }
  }

  /** What it comes to now; it holds a reading. */
  Totals totals() {
    return new Totals(count, sum, sumOfSquares, values[0], values[distinct - 1]);
  }

  private void count(long value, int by) {
    count += by;
    sum += by * value;
    sumOfSquares += by * value * value;
    int at = Arrays.binarySearch(values, 0, distinct, value);
    if (at < 0) {
      at = -at - 1;
      insert(at, value);
    }
    times[at] += by;
    if (times[at] == 0) {
      distinct--;
      System.arraycopy(values, at + 1, values, at, distinct - at);
      System.arraycopy(times, at + 1, times, at, distinct - at);
    }
  }

  private void insert(int at, long value) {
    if (distinct == values.length) {
      values = Arrays.copyOf(values, 2 * distinct);
      times = Arrays.copyOf(times, 2 * distinct);
    }
    System.arraycopy(values, at, values, at + 1, distinct - at);
    System.arraycopy(times, at, times, at + 1, distinct - at);
    values[at] = value;
    times[at] = 0;
    distinct++;
  }

  /** Jet forgets a key whose window equals an empty one. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SortedTotals that
        && count == that.count
        && distinct == that.distinct
        && Arrays.equals(values, 0, distinct, that.values, 0, distinct)
        && Arrays.equals(times, 0, distinct, that.times, 0, distinct);
  }

  @Override
  public int hashCode() {
    return Objects.hash(count, distinct);
  }
}
