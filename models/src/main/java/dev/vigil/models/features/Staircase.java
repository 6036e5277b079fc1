package dev.vigil.models.features;

/**
 * The largest value since any second, of readings that come in any order. Kept are only those that
 * no later reading equals or exceeds: seconds rise, values fall, like stairs. So the largest since
 * some second is the first stair from there on, for windows of every length at once. Ordinary vital
 * signs have some ten stairs, and never more than there are distinct values.
 */
final class Staircase {
  private static final int FIRST_CAPACITY = 16;

  private long[] seconds = new long[FIRST_CAPACITY];
  private long[] values = new long[FIRST_CAPACITY];
  private int from;
  private int until;

  void add(long second, long value) {
    makeRoom();
    int later = firstFrom(second);
    if (later < until && values[later] >= value) {
      return;
    }
    int earlier = later;
    while (earlier > from && values[earlier - 1] <= value) {
      earlier--;
    }
    if (later < until && seconds[later] == second) {
      later++;
    }
    int moved = until - later;
    System.arraycopy(seconds, later, seconds, earlier + 1, moved);
    System.arraycopy(values, later, values, earlier + 1, moved);
    seconds[earlier] = second;
    values[earlier] = value;
    until = earlier + 1 + moved;
  }

  /** Forgets what was measured before that second. */
  void dropBefore(long second) {
    while (from < until && seconds[from] < second) {
      from++;
    }
  }

  /**
   * The largest value at or after that second.
   *
   * @throws IllegalStateException if there is none
   */
  long highestFrom(long second) {
    int at = firstFrom(second);
    if (at == until) {
      throw new IllegalStateException("there is no reading at or after second " + second);
    }
    return values[at];
  }

  /** The first stair at or after that second. */
  private int firstFrom(long second) {
    if (from == until || seconds[until - 1] < second) {
      return until; // as always where readings come in order
    }
    int low = from;
    int high = until;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (seconds[middle] < second) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** For one stair more, at the end. */
  private void makeRoom() {
    if (until < seconds.length) {
      return;
    }
    int kept = until - from;
    int capacity = kept > seconds.length / 2 ? 2 * seconds.length : seconds.length;
    long[] movedSeconds = new long[capacity];
    long[] movedValues = new long[capacity];
    System.arraycopy(seconds, from, movedSeconds, 0, kept);
    System.arraycopy(values, from, movedValues, 0, kept);
    seconds = movedSeconds;
    values = movedValues;
    from = 0;
    until = kept;
  }
}
