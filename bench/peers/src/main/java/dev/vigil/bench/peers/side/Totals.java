package dev.vigil.bench.peers.side;

import dev.vigil.bench.peers.work.Wire;
import java.nio.ByteBuffer;

/** What an aggregation keeps of a window whose readings only ever come to it. */
final class Totals {
  private static final int BYTES = 5 * Long.BYTES;

  private long count;
  private long sum;
  private long sumOfSquares;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  Totals() {}

  Totals(long count, long sum, long sumOfSquares, long min, long max) {
    this.count = count;
    this.sum = sum;
    this.sumOfSquares = sumOfSquares;
    this.min = min;
    this.max = max;
  }

  Totals add(long value) {
    count++;
    sum += value;
    sumOfSquares += value * value;
    min = Math.min(min, value);
    max = Math.max(max, value);
    return this;
  }

  void combine(Totals other) {
    count += other.count;
    sum += other.sum;
    sumOfSquares += other.sumOfSquares;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  byte[] result(int windowSeconds, long end) {
    return Wire.result(windowSeconds, end, count, sum, sumOfSquares, min, max);
  }

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(count)
        .putLong(sum)
        .putLong(sumOfSquares)
        .putLong(min)
        .putLong(max)
        .array();
  }

  static Totals of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new Totals(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
  }
}
