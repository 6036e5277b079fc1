package dev.vigil.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is kept of the readings of some span of time: exact sums, a histogram, those outside. */
final class Cell {
  private final Moments moments;
  private final Histogram histogram;
  private int outside;

  Cell() {
    this(new Moments(), new Histogram());
  }

  private Cell(Moments moments, Histogram histogram) {
    this.moments = moments;
    this.histogram = histogram;
  }

  Moments moments() {
    return moments;
  }

  Histogram histogram() {
    return histogram;
  }

  /** How many readings lie outside the limits. */
  int outside() {
    return outside;
  }

  /** Adds a reading measured {@code t} seconds after the cell's start. */
  void add(long t, long value, Scale scale) {
    moments.add(t, value);
    histogram.add(scale.bin(value), 1);
    if (scale.limits().isOutside(value)) {
      outside++;
    }
  }

  /** Adds another cell with the same start. */
  void addAll(Cell other) {
    moments.addShifted(other.moments, 0);
    histogram.addAll(other.histogram);
    outside += other.outside;
  }

  Cell copy() {
    Cell copy = new Cell(moments.copy(), histogram.copy());
    copy.outside = outside;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    moments.write(out);
    if (moments.count() > 0) {
      histogram.write(out);
      Packed.write(outside, out);
    }
  }

  static Cell read(DataInput in) throws IOException {
    Moments moments = Moments.read(in);
    if (moments.count() == 0) {
      return new Cell(moments, new Histogram());
    }
    Cell cell = new Cell(moments, Histogram.read(in));
    cell.outside = Packed.readInt(in);
    return cell;
  }
}
