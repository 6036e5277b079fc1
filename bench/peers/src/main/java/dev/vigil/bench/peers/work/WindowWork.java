package dev.vigil.bench.peers.work;

import java.util.List;

/**
 * What is to be computed of a ward: every window of every vital sign of every patient, once, as
 * soon as {@value Ward#LATENESS_SECONDS} s have passed since its end, so that nothing can come that
 * would change it.
 *
 * @param ward whose readings
 * @param windows which
 */
public record WindowWork(Ward ward, List<HoppingWindow> windows) {
  public WindowWork {
    windows = List.copyOf(windows);
  }

  /**
   * How many results there are when everything has come in that does before {@code until}.
   *
   * @param until later than {@link Ward#START}
   */
  public long results(long until) {
    long lastEnd = until - 1 - Ward.LATENESS_SECONDS;
    long ends = 0;
    for (HoppingWindow window : windows) {
      ends += Math.max(0, lastEnd - Ward.START) / window.step();
    }
    return ends * ward.patients() * Ward.VITALS;
  }

  /** What is right, computed anew from everything that was measured in the window. */
  public static WindowMoments expected(int patient, int vital, int windowSeconds, long end) {
    long count = 0;
    long sum = 0;
    long sumOfSquares = 0;
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (long second = end - windowSeconds; second < end; second++) {
      long value = Ward.valueAt(patient, vital, second, Long.MIN_VALUE);
      if (value != Long.MIN_VALUE) {
        count++;
        sum += value;
        sumOfSquares += value * value;
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    return new WindowMoments(
        patient, vital, windowSeconds, end, count, sum, sumOfSquares, min, max);
  }
}
