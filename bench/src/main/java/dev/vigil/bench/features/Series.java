package dev.vigil.bench.features;

/**
 * The readings of one vital sign in the order of their measured second, in two arrays. What is
 * older than it has to keep goes when the arrays are full.
 */
final class Series {
  private final int kept;
  private final long[] measured;
  private final long[] values;
  private int size;

  /** One that keeps at least so many readings. */
  Series(int kept) {
    this.kept = kept;
    this.measured = new long[2 * kept];
    this.values = new long[2 * kept];
  }

  /** A late one goes to its place from behind: most come last. */
  void add(long second, long value) {
    if (size == measured.length) {
      System.arraycopy(measured, size - kept, measured, 0, kept);
      System.arraycopy(values, size - kept, values, 0, kept);
      size = kept;
    }
    int at = size;
    while (at > 0 && measured[at - 1] > second) {
      at--;
    }
    System.arraycopy(measured, at, measured, at + 1, size - at);
    System.arraycopy(values, at, values, at + 1, size - at);
    measured[at] = second;
    values[at] = value;
    size++;
  }

  int size() {
    return size;
  }

  long measured(int index) {
    return measured[index];
  }

  long value(int index) {
    return values[index];
  }

  /** Index of the first one measured at or after a second, from behind. */
  int firstFrom(long second) {
    int first = size;
    while (first > 0 && measured[first - 1] >= second) {
      first--;
    }
    return first;
  }

  /** Copies all values from an index on to the begin of another array. */
  void copyValues(int first, long[] to) {
    System.arraycopy(values, first, to, 0, size - first);
  }
}
