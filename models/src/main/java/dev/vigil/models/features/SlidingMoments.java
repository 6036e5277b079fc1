package dev.vigil.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Exact moments of one vital sign's raw readings over several windows that end at the same second
 * and move on by seconds. Readings come in any order: a late one counts in every window it belongs
 * to, as if it had come in time. A reading costs the same however long the windows are, and so does
 * a second.
 *
 * <p>A window of length {@code L} at the end {@code e} holds what was measured in {@code [e - L,
 * e)}; what was measured later waits. Values are steps of the vital sign's precision and sums are
 * exact integers ({@link Moments} says why 64 bits are enough), so the order of arrival can't
 * change a bit.
 */
public final class SlidingMoments {
  private final int[] lengths;
  private final int longest;
  private final long[] counts;
  private final long[] sums;
  private final long[] sumsOfSquares;
  private final Staircase highs = new Staircase();

  /** Of the negated values. */
  private final Staircase lows = new Staircase();

  private Seconds seconds;
  private long end;

  /** The second after the latest reading. */
  private long newest;

  /**
   * Windows without readings.
   *
   * @param end of the windows at first: what was measured before the longest of them doesn't count
   * @param lengths of the windows in seconds
   */
  public SlidingMoments(long end, int... lengths) {
    if (lengths.length == 0 || Arrays.stream(lengths).min().getAsInt() < 1) {
      throw new IllegalArgumentException(
          "windows of " + Arrays.toString(lengths) + " s, expected one or more of at least 1 s");
    }
    this.lengths = lengths.clone();
    this.longest = Arrays.stream(lengths).max().getAsInt();
    this.counts = new long[lengths.length];
    this.sums = new long[lengths.length];
    this.sumsOfSquares = new long[lengths.length];
    this.seconds = new Seconds(longest + 1L);
    this.end = end;
    this.newest = end - longest;
  }

  /**
   * Counts a reading.
   *
   * @param second when it was measured
   * @param value in steps
   * @return false if it is too old for every window
   */
  public boolean add(long second, long value) {
    if (second < end - longest) {
      return false;
    }
    long reach = second + 1 - (end - longest);
    if (reach > seconds.capacity()) {
      seconds = seconds.copy(reach, end - longest, newest);
    }
    newest = Math.max(newest, second + 1);
    seconds.add(second, value);
    if (second < end) {
      enter(second, value);
    }
    return true;
  }

  /** Moves the end of all windows on to that second; they never go back. */
  public void advance(long to) {
    if (to < end) {
      throw new IllegalArgumentException(
          "windows that end at " + end + " can't go back to " + to + ", expected a later second");
    }
    while (end < to && !isEmpty()) {
      step();
    }
    end = to;
  }

  /** Whether no reading is left, neither in a window nor waiting. */
  public boolean isEmpty() {
    return newest <= end - longest;
  }

  /** The second at which all windows end. */
  public long end() {
    return end;
  }

  /** Number of readings in that window. */
  public long count(int window) {
    return counts[window];
  }

  /** Sum of the values in that window, steps. */
  public long sum(int window) {
    return sums[window];
  }

  /** Sum of the squared values in that window, steps. */
  public long sumOfSquares(int window) {
    return sumsOfSquares[window];
  }

  /** Smallest value in that window, which holds a reading. */
  public long min(int window) {
    return -lows.highestFrom(end - lengths[window]);
  }

  /** Largest value in that window, which holds a reading. */
  public long max(int window) {
    return highs.highestFrom(end - lengths[window]);
  }

  /** One second on: it enters all windows, and out of each goes its oldest second. */
  private void step() {
    for (int i = 0; i < lengths.length; i++) {
      leave(i, end - lengths[i]);
    }
    seconds.clear(end - longest);
    end++;
    highs.dropBefore(end - longest);
    lows.dropBefore(end - longest);
    enter(end - 1);
  }

  private void leave(int window, long second) {
    long value = seconds.at(second);
    if (value == Seconds.SEVERAL) {
      for (long one : seconds.several(second)) {
        count(window, -1, one);
      }
    } else if (value != Seconds.NONE) {
      count(window, -1, value);
    }
  }

  private void enter(long second) {
    long value = seconds.at(second);
    if (value == Seconds.SEVERAL) {
      for (long one : seconds.several(second)) {
        enter(second, one);
      }
    } else if (value != Seconds.NONE) {
      enter(second, value);
    }
  }

  /** A reading enters the windows that reach back to it. */
  private void enter(long second, long value) {
    for (int i = 0; i < lengths.length; i++) {
      if (second >= end - lengths[i]) {
        count(i, 1, value);
      }
    }
    highs.add(second, value);
    lows.add(second, -value);
  }

  private void count(int window, int sign, long value) {
    counts[window] += sign;
    sums[window] += sign * value;
    sumsOfSquares[window] += sign * value * value;
  }

  SlidingMoments copy() {
    SlidingMoments copy = new SlidingMoments(end, lengths);
    copy.seconds = seconds.copy(seconds.capacity(), end - longest, newest);
    copy.newest = newest;
    copy.enterAll();
    return copy;
  }

  private void enterAll() {
    for (long second = end - longest; second < Math.min(end, newest); second++) {
      enter(second);
    }
  }

  /** The seconds alone: what the windows hold follows from them. */
  void write(DataOutput out) throws IOException {
    Packed.write(lengths.length, out);
    for (int length : lengths) {
      Packed.write(length, out);
    }
    Packed.writeSigned(end, out);
    Packed.writeSigned(newest, out);
    for (long second = end - longest; second < newest; second++) {
      seconds.write(second, out);
    }
  }

  static SlidingMoments read(DataInput in) throws IOException {
    int[] lengths = new int[Packed.readInt(in)];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = Packed.readInt(in);
    }
    SlidingMoments moments = new SlidingMoments(Packed.readSigned(in), lengths);
    long oldest = moments.newest;
    moments.newest = Packed.readSigned(in);
    moments.seconds = new Seconds(Math.max(moments.seconds.capacity(), moments.newest - oldest));
    for (long second = oldest; second < moments.newest; second++) {
      moments.seconds.read(second, in);
    }
    moments.enterAll();
    return moments;
  }
}
