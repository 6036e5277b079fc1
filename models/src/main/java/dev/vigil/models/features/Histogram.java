package dev.vigil.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How often each value came, with values counted to the nearest multiple of a bin's width. Counts
 * are exact integers: order can't change them, and histograms of the same width add up. A quantile
 * of it is off by half a bin at most.
 */
final class Histogram {
  private static final int[] NONE = {};

  private final int slack;
  private int first;
  private int[] counts = NONE;

  /** One that is kept, and takes little room. */
  Histogram() {
    this(0);
  }

  /**
   * An empty one.
   *
   * @param slack bins that it has to spare at both ends at first, so that it seldom grows
   */
  Histogram(int slack) {
    this.slack = slack;
  }

  /** The bin of a value; it stands for {@code bin * width}. */
  static int bin(long value, long width) {
    return (int) Math.floorDiv(value + width / 2, width);
  }

  void add(int bin, int times) {
    cover(bin, bin);
    counts[bin - first] += times;
  }

  void addAll(Histogram other) {
    int length = other.counts.length;
    if (length == 0) {
      return;
    }
    cover(other.first, other.first + length - 1);
    int shift = other.first - first;
    for (int i = 0; i < length; i++) {
      counts[i + shift] += other.counts[i];
    }
  }

  /** The bin that holds the value of a rank, from 1 to the number of values. */
  int atRank(long rank) {
    long left = rank;
    for (int i = 0; i < counts.length; i++) {
      left -= counts[i];
      if (left <= 0) {
        return first + i;
      }
    }
    throw new IllegalArgumentException("rank is above the number of values");
  }

  long total() {
    long total = 0;
    for (int count : counts) {
      total += count;
    }
    return total;
  }

  /** The histogram of the distances from a bin, in bins. */
  Histogram distancesFrom(int centre) {
    Histogram distances = new Histogram();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        distances.add(Math.abs(first + i - centre), counts[i]);
      }
    }
    return distances;
  }

  /** Grows by a few bins at once, so that a signal that wanders doesn't allocate all the time. */
  private void cover(int low, int high) {
    if (counts.length == 0) {
      first = low - slack;
      counts = new int[high - low + 1 + 2 * slack];
      return;
    }
    int last = first + counts.length - 1;
    if (low >= first && high <= last) {
      return;
    }
    int newFirst = low < first ? low - 1 - slack : first;
    int newLast = high > last ? high + 1 + slack : last;
    int[] grown = new int[newLast - newFirst + 1];
    System.arraycopy(counts, 0, grown, first - newFirst, counts.length);
    first = newFirst;
    counts = grown;
  }

  Histogram copy() {
    Histogram copy = new Histogram();
    copy.first = first;
    copy.counts = counts.clone();
    return copy;
  }

  /** Without the empty bins at both ends, so that equal histograms have equal bytes. */
  void write(DataOutput out) throws IOException {
    int from = 0;
    int to = counts.length;
    while (from < to && counts[from] == 0) {
      from++;
    }
    while (to > from && counts[to - 1] == 0) {
      to--;
    }
    Packed.write(to - from, out);
    if (from == to) {
      return;
    }
    Packed.writeSigned(first + from, out);
    for (int i = from; i < to; i++) {
      Packed.write(counts[i], out);
    }
  }

  static Histogram read(DataInput in) throws IOException {
    Histogram histogram = new Histogram();
    int length = Packed.readInt(in);
    if (length == 0) {
      return histogram;
    }
    histogram.first = (int) Packed.readSigned(in);
    histogram.counts = new int[length];
    for (int i = 0; i < length; i++) {
      histogram.counts[i] = Packed.readInt(in);
    }
    return histogram;
  }
}
