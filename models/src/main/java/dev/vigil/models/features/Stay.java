package dev.vigil.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * All readings of one vital sign since the patient was first heard of, as exact sums and extremes,
 * in steps of its precision. What is kept is only of those that nothing can change any more.
 */
final class Stay implements VitalPart {
  private long count;
  private long sum;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  /** Takes in the readings of a cell. */
  void absorb(Moments cell) {
    count += cell.count();
    sum += cell.sum();
    min = Math.min(min, cell.min());
    max = Math.max(max, cell.max());
  }

  long count() {
    return count;
  }

  /** Arithmetic mean in the vital sign's unit; only of at least one reading. */
  double mean(double steps) {
    return (double) sum / ((double) count * steps);
  }

  /** Smallest value; only of at least one reading. */
  long min() {
    return min;
  }

  /** Largest value; only of at least one reading. */
  long max() {
    return max;
  }

  @Override
  public Stay copy() {
    Stay copy = new Stay();
    copy.count = count;
    copy.sum = sum;
    copy.min = min;
    copy.max = max;
    return copy;
  }

  /** Writes one that has a reading. */
  void write(DataOutput out) throws IOException {
    Packed.write(count, out);
    Packed.writeSigned(min, out);
    Packed.write(max - min, out);
    Packed.write(sum - count * min, out);
  }

  static Stay read(DataInput in) throws IOException {
    Stay stay = new Stay();
    stay.count = Packed.read(in);
    stay.min = Packed.readSigned(in);
    stay.max = stay.min + Packed.read(in);
    stay.sum = Packed.read(in) + stay.count * stay.min;
    return stay;
  }
}
