package dev.vigil.models.features;

import java.util.Arrays;

/**
 * A window over raw readings that follows them one by one instead of being computed anew: exact
 * sums that a reading is added to and taken off again, the values in order, and how often each
 * distance between successive readings comes. Nothing of it is kept with the state; it can be made
 * from the readings at any time.
 */
final class SlidingWindow implements Summary {
  /** Times are counted from a reading at most so long ago, or their sums would outgrow 64 bits. */
  private static final long LONGEST_TIME = 100_000;

  private final RawReadings raws;
  private final int length;
  private final Limits limits;
  private final long origin;
  private final int[] distances;
  private int[] sorted;
  private final Moments sums = new Moments();
  private long now;
  private int size;
  private long differences;
  private int outside;
  private int longestDistance;

  /** The window of {@code (now - length, now + 60]} over these readings. */
  SlidingWindow(RawReadings raws, int length, Limits limits, long now) {
    this.raws = raws;
    this.length = length;
    this.limits = limits;
    this.now = now;
    this.origin = now - length;
    this.distances = new int[length + Judgement.CLOCK_TOLERANCE_SECONDS + 1];
    int first = raws.firstFrom(now - length + 1);
    this.sorted = new int[Math.max(raws.size() - first, 8)];
    fill(first);
  }

  private void fill(int first) {
    size = raws.size() - first;
    for (int i = first; i < raws.size(); i++) {
      int value = raws.value(i);
      sorted[i - first] = value;
      sum(1, raws.measured(i), value);
      if (i > first) {
        neighbours(1, i - 1, i);
      }
    }
    Arrays.sort(sorted, 0, size);
  }

  /** Whether it can follow to this instant; else a new one has to be made. */
  boolean reaches(long instant) {
    return instant >= now && instant - origin < LONGEST_TIME;
  }

  /** Drops what is too old at {@code instant}. */
  void advance(long instant) {
    now = instant;
    long after = instant - length;
    while (size > 0 && raws.measured(raws.size() - size) <= after) {
      drop(raws.size() - size);
    }
  }

  /** Follows a reading that was put among the raw ones. */
  void inserted(int index) {
    int first = raws.size() - size - 1;
    if (raws.measured(index) <= now - length) {
      return;
    }
    boolean before = index > first;
    boolean after = index + 1 < raws.size();
    if (before && after) {
      neighbours(-1, index - 1, index + 1);
    }
    if (before) {
      neighbours(1, index - 1, index);
    }
    if (after) {
      neighbours(1, index, index + 1);
    }
    sum(1, raws.measured(index), raws.value(index));
    insertSorted(raws.value(index));
    size++;
  }

  private void drop(int index) {
    if (size > 1) {
      neighbours(-1, index, index + 1);
    }
    sum(-1, raws.measured(index), raws.value(index));
    int at = Arrays.binarySearch(sorted, 0, size, raws.value(index));
    System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
    size--;
  }

  private void sum(int sign, long measured, long value) {
    sums.count(sign, measured - origin, value);
    if (limits.isOutside(value)) {
      outside += sign;
    }
  }

  private void neighbours(int sign, int one, int next) {
    differences += sign * Math.abs((long) raws.value(next) - raws.value(one));
    int distance = (int) (raws.measured(next) - raws.measured(one));
    distances[distance] += sign;
    longestDistance = Math.max(longestDistance, distance);
  }

  private void insertSorted(int value) {
    if (size == sorted.length) {
      sorted = Arrays.copyOf(sorted, size * 2);
    }
    int at = Arrays.binarySearch(sorted, 0, size, value);
    int index = at >= 0 ? at : -at - 1;
    System.arraycopy(sorted, index, sorted, index + 1, size - index);
    sorted[index] = value;
  }

  @Override
  public long count() {
    return size;
  }

  @Override
  public Moments moments() {
    sums.clearExtremes();
    if (size > 0) {
      sums.widen(sorted[0], sorted[size - 1]);
    }
    return sums;
  }

  @Override
  public long quartile(int quarters) {
    return sorted[(size * quarters + 3) / 4 - 1];
  }

  @Override
  public double outside() {
    return (double) outside / size;
  }

  @Override
  public long longestGap() {
    while (longestDistance > 0 && distances[longestDistance] == 0) {
      longestDistance--;
    }
    long first = raws.measured(raws.size() - size);
    long last = raws.measured(raws.size() - 1);
    return Math.max(longestDistance, Math.max(first - (now - length), now - last));
  }

  @Override
  public double coverage() {
    return Math.min(1, (double) (size - distances[0]) / length);
  }

  @Override
  public double meanAbsoluteDifference() {
    return size < 2 ? Double.NaN : (double) differences / (size - 1);
  }
}
