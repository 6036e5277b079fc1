package dev.vigil.models.features;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A window over raw readings that follows them one by one instead of being computed anew: exact
 * sums that a reading is added to and taken off again, how often each value comes, and each
 * distance between successive readings. Nothing of it is kept with the state; it can be made from
 * the readings at any time.
 */
final class SlidingWindow implements Summary {
  /** Times are counted from a reading at most so long ago, or their sums would outgrow 64 bits. */
  private static final long LONGEST_TIME = 100_000;

  /** Of vital signs with a wider span of values, which are measured seldom, they are sorted. */
  private static final long WIDEST_BIN = 64;

  private final RawReadings raws;
  private final int length;
  private final Limits limits;
  private final long origin;
  private final int[] distances;
  private final @Nullable RankedValues ranked;
  private final Moments sums = new Moments();
  private long now;
  private int size;
  private long differences;
  private int outside;
  private int longestDistance;

  /** The window of {@code (now - length, now + 60]} over these readings. */
  SlidingWindow(RawReadings raws, int length, Scale scale, long now) {
    this.raws = raws;
    this.length = length;
    this.limits = scale.limits();
    this.ranked = scale.binWidth() <= WIDEST_BIN ? new RankedValues() : null;
    this.now = now;
    this.origin = now - length;
    this.distances = new int[length + Judgement.CLOCK_TOLERANCE_SECONDS + 1];
    fill(raws.firstFrom(now - length + 1));
  }

  private void fill(int first) {
    size = raws.size() - first;
    for (int i = first; i < raws.size(); i++) {
      count(1, i);
      if (i > first) {
        neighbours(1, i - 1, i);
      }
    }
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
    count(1, index);
    size++;
  }

  private void drop(int index) {
    if (size > 1) {
      neighbours(-1, index, index + 1);
    }
    count(-1, index);
    size--;
  }

  private void count(int sign, int index) {
    int value = raws.value(index);
    sums.count(sign, raws.measured(index) - origin, value);
    if (limits.isOutside(value)) {
      outside += sign;
    }
    if (ranked != null && sign > 0) {
      ranked.add(value);
    } else if (ranked != null) {
      ranked.remove(value);
    }
  }

  private void neighbours(int sign, int one, int next) {
    differences += sign * Math.abs((long) raws.value(next) - raws.value(one));
    int distance = (int) (raws.measured(next) - raws.measured(one));
    distances[distance] += sign;
    longestDistance = Math.max(longestDistance, distance);
  }

  private int[] sorted() {
    int[] sorted = IntStream.range(raws.size() - size, raws.size()).map(raws::value).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  @Override
  public long count() {
    return size;
  }

  @Override
  public Moments moments() {
    sums.clearExtremes();
    if (size > 0 && ranked != null) {
      sums.widen(ranked.min(), ranked.max());
    } else if (size > 0) {
      int[] sorted = sorted();
      sums.widen(sorted[0], sorted[size - 1]);
    }
    return sums;
  }

  @Override
  public long quartile(int quarters) {
    return ranked == null ? sorted()[(size * quarters + 3) / 4 - 1] : ranked.quartile(quarters);
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
