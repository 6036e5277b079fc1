package dev.vigil.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a cell keeps of its readings: exact integer sums, so that the order in which readings came
 * can't change a bit. Values are steps of the vital sign's precision, {@code t} is seconds since
 * the cell's start.
 *
 * <p>64 bits are enough: a catalogue value is below 2^20 steps and a window below 2^17 s, so the
 * largest sum (of {@code t * value} or {@code value^2} over 24 h) stays below 2^63 up to 60 sensors
 * at 1 Hz. Products of sums go through {@link Exact}.
 */
final class Moments {
  private long count;
  private long sum;
  private long sumOfSquares;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;
  private long sumOfTimes;
  private long sumOfSquaredTimes;
  private long sumOfProducts;

  void add(long t, long value) {
    count(1, t, value);
    widen(value, value);
  }

  /** Adds a reading ({@code sign} 1) or takes it off (-1), without the extremes. */
  void count(int sign, long t, long value) {
    count += sign;
    sum += sign * value;
    sumOfSquares += sign * value * value;
    sumOfTimes += sign * t;
    sumOfSquaredTimes += sign * t * t;
    sumOfProducts += sign * t * value;
  }

  /** Adds another cell whose start lies {@code shift} seconds after this one's. */
  void addShifted(Moments other, long shift) {
    count += other.count;
    sum += other.sum;
    sumOfSquares += other.sumOfSquares;
    sumOfTimes += other.sumOfTimes + shift * other.count;
    sumOfSquaredTimes +=
        other.sumOfSquaredTimes + 2 * shift * other.sumOfTimes + shift * shift * other.count;
    sumOfProducts += other.sumOfProducts + shift * other.sum;
    widen(other.min, other.max);
  }

  void clearExtremes() {
    min = Long.MAX_VALUE;
    max = Long.MIN_VALUE;
  }

  void widen(long low, long high) {
    min = Math.min(min, low);
    max = Math.max(max, high);
  }

  long count() {
    return count;
  }

  long sum() {
    return sum;
  }

  long min() {
    return min;
  }

  long max() {
    return max;
  }

  /** n * sum of squared values - squared sum: n^2 times the population's variance. */
  double spread() {
    return Exact.difference(count, sumOfSquares, sum, sum);
  }

  /** The numerator of the least-squares slope over time. */
  double covariation() {
    return Exact.difference(count, sumOfProducts, sumOfTimes, sum);
  }

  /** The denominator of the least-squares slope over time; 0 under two distinct times. */
  double timeSpread() {
    return Exact.difference(count, sumOfSquaredTimes, sumOfTimes, sumOfTimes);
  }

  Moments copy() {
    Moments copy = new Moments();
    copy.addShifted(this, 0);
    return copy;
  }

  /** Values are written as distances from the smallest, which are short. */
  void write(DataOutput out) throws IOException {
    Packed.write(count, out);
    if (count == 0) {
      return;
    }
    long distances = sum - count * min;
    Packed.writeSigned(min, out);
    Packed.write(max - min, out);
    Packed.write(distances, out);
    Packed.write(sumOfSquares - 2 * min * distances - count * min * min, out);
    Packed.write(sumOfTimes, out);
    Packed.write(sumOfSquaredTimes, out);
    Packed.write(sumOfProducts - min * sumOfTimes, out);
  }

  static Moments read(DataInput in) throws IOException {
    Moments moments = new Moments();
    long count = Packed.read(in);
    if (count == 0) {
      return moments;
    }
    long min = Packed.readSigned(in);
    moments.count = count;
    moments.min = min;
    moments.max = min + Packed.read(in);
    long distances = Packed.read(in);
    moments.sum = distances + count * min;
    moments.sumOfSquares = Packed.read(in) + 2 * min * distances + count * min * min;
    moments.sumOfTimes = Packed.read(in);
    moments.sumOfSquaredTimes = Packed.read(in);
    moments.sumOfProducts = Packed.read(in) + min * moments.sumOfTimes;
    return moments;
  }
}
