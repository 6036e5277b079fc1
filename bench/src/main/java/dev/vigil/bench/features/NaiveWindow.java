package dev.vigil.bench.features;

import dev.vigil.models.features.Statistic;
import dev.vigil.models.features.Window;
import dev.vigil.schemas.VitalSign;
import java.util.Arrays;

/**
 * All statistics of one window, each time from its raw readings: their values are copied and
 * sorted, and one loop over them does the rest. Nothing is allocated, nothing carried on.
 */
final class NaiveWindow {
  private final Ordinary ordinary;
  private final int length;
  private final int width;
  private final boolean limited;
  private final long[] sorted;

  /**
   * The window of a vital sign.
   *
   * @param most readings that it may have
   */
  NaiveWindow(VitalSign vital, Window window, int most) {
    this.ordinary = Ordinary.of(vital);
    this.length = window.seconds();
    this.width = window.cellSeconds();
    this.limited = ordinary.high() < Long.MAX_VALUE;
    this.sorted = new long[most];
  }

  /** Computes each statistic into its ordinal's place; NaN where it isn't defined. */
  void at(Series readings, long now, double[] values) {
    Arrays.fill(values, Double.NaN);
    long after = now - length;
    int first = readings.firstFrom(width == 0 ? after + 1 : floor(after) + width);
    int n = readings.size() - first;
    if (n == 0) {
      return;
    }
    readings.copyValues(first, sorted);
    Arrays.sort(sorted, 0, n);
    put(values, Statistic.COUNT, n);
    put(values, Statistic.MIN, sorted[0] / ordinary.steps());
    put(values, Statistic.MAX, sorted[n - 1] / ordinary.steps());
    put(values, Statistic.LOWER_QUARTILE, quartile(1, n));
    put(values, Statistic.MEDIAN, quartile(2, n));
    put(values, Statistic.UPPER_QUARTILE, quartile(3, n));
    if (width == 0) {
      overReadings(readings, first, now, values);
    } else {
      overCells(readings, first, now, values);
    }
  }

  private double quartile(int quarters, int n) {
    long value = sorted[(n * quarters + 3) / 4 - 1];
    if (width > 0) {
      long rounded = ordinary.bin(value) * ordinary.binWidth();
      value = Math.max(sorted[0], Math.min(sorted[n - 1], rounded));
    }
    return value / ordinary.steps();
  }

  private void overReadings(Series readings, int first, long now, double[] values) {
    int n = readings.size() - first;
    Sums sums = new Sums();
    int outside = 0;
    int seconds = 0;
    long gap = 0;
    long differences = 0;
    long last = now - length;
    for (int i = first; i < readings.size(); i++) {
      long second = readings.measured(i);
      long value = readings.value(i);
      sums.add(second - now + length, value);
      outside += ordinary.isOutside(value) ? 1 : 0;
      seconds += second > last ? 1 : 0;
      gap = Math.max(gap, second - last);
      differences += i == first ? 0 : Math.abs(value - readings.value(i - 1));
      last = second;
    }
    put(sums, values);
    put(values, Statistic.OUTSIDE, limited ? (double) outside / n : Double.NaN);
    put(values, Statistic.GAP, (double) Math.max(gap, now - last));
    put(values, Statistic.COVERAGE, Math.min(1, (double) seconds / length));
    put(values, Statistic.CHANGE, (double) differences / (n - 1) / ordinary.steps());
  }

  private void overCells(Series readings, int first, long now, double[] values) {
    Sums sums = new Sums();
    Cellwise cells = new Cellwise(floor(now - length));
    for (int i = first; i < readings.size(); i++) {
      long second = readings.measured(i);
      long value = readings.value(i);
      sums.add(second - now + length, value);
      cells.add(floor(second), value);
    }
    cells.close();
    put(sums, values);
    put(values, Statistic.OUTSIDE, limited ? cells.outside / cells.count : Double.NaN);
    put(values, Statistic.GAP, (double) Math.max(cells.gap, floor(now) - width - cells.start));
    put(values, Statistic.COVERAGE, Math.min(1, (double) cells.count * width / length));
    put(
        values,
        Statistic.CHANGE,
        cells.count < 2 ? Double.NaN : cells.differences / (cells.count - 1) / ordinary.steps());
  }

  private void put(Sums sums, double[] values) {
    put(values, Statistic.MEAN, sums.mean(ordinary.steps()));
    put(values, Statistic.SD, sums.sd(ordinary.steps()));
    put(values, Statistic.SLOPE, sums.slope(ordinary.steps()));
  }

  private static void put(double[] values, Statistic statistic, double value) {
    values[statistic.ordinal()] = value;
  }

  private long floor(long second) {
    return Math.floorDiv(second, width) * (long) width;
  }

  /** What is defined over cells, cell by cell as readings come in order. */
  private final class Cellwise {
    private long start;
    private int count;
    private long gap;
    private double outside;
    private double differences;
    private double lastMean;
    private long n;
    private long sum;
    private long beyond;

    /** Before the first cell lies the one that the window cuts. */
    Cellwise(long cut) {
      start = cut;
    }

    void add(long cell, long value) {
      if (cell != start) {
        close();
        gap = Math.max(gap, cell - start - width);
        start = cell;
      }
      n++;
      sum += value;
      beyond += ordinary.isOutside(value) ? 1 : 0;
    }

    /** Ends the cell at hand, if there is one. */
    void close() {
      if (n == 0) {
        return;
      }
      double mean = (double) sum / n;
      differences += count == 0 ? 0 : Math.abs(mean - lastMean);
      outside += (double) beyond / n;
      lastMean = mean;
      count++;
      n = 0;
      sum = 0;
      beyond = 0;
    }
  }
}
