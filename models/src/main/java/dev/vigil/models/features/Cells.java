package dev.vigil.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Cells in the order of their starts. Nearly always it is the last one that is asked for. */
final class Cells {
  private static final int FIRST_CAPACITY = 4;

  private long[] starts = new long[FIRST_CAPACITY];
  private Cell[] cells = new Cell[FIRST_CAPACITY];
  private int size;

  /** From here on cells are no other one's, too. */
  private int own;

  int size() {
    return size;
  }

  long start(int index) {
    return starts[index];
  }

  Cell cell(int index) {
    return cells[index];
  }

  /** The cell that starts here, to be changed; a new one if there is none. */
  Cell change(long start) {
    if (size > 0 && starts[size - 1] == start) {
      return changeAt(size - 1);
    }
    int index = size == 0 || starts[size - 1] < start ? -size - 1 : search(start);
    if (index >= 0) {
      return changeAt(index);
    }
    Cell cell = new Cell();
    insert(-index - 1, start, cell);
    return cell;
  }

  private Cell changeAt(int index) {
    if (index >= own) {
      return cells[index];
    }
    Cell cell = cells[index].copy();
    cells[index] = cell;
    own = index == own - 1 ? index : own;
    return cell;
  }

  /** Puts a cell in the place of the one that starts here; an empty one takes it away. */
  void replace(long start, Cell cell) {
    int index = search(start);
    if (index >= 0) {
      cells[index] = cell;
    } else if (cell.moments().count() > 0) {
      insert(-index - 1, start, cell);
    }
    if (index >= 0 && cell.moments().count() == 0) {
      remove(index, index + 1);
    }
  }

  /** Index of the first one that starts after an instant. */
  int firstAfter(long instant) {
    int index = search(instant);
    return index >= 0 ? index + 1 : -index - 1;
  }

  /** Drops those that start at or before an instant. */
  void dropUntil(long instant) {
    if (size > 0 && starts[0] <= instant) {
      remove(0, firstAfter(instant));
    }
  }

  private void remove(int from, int to) {
    System.arraycopy(starts, to, starts, from, size - to);
    System.arraycopy(cells, to, cells, from, size - to);
    Arrays.fill(cells, size - (to - from), size, null);
    size -= to - from;
    own = Math.max(Math.min(own, from), own - (to - from));
  }

  private int search(long start) {
    return Arrays.binarySearch(starts, 0, size, start);
  }

  private void insert(int index, long start, Cell cell) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      cells = Arrays.copyOf(cells, size * 2);
    }
    System.arraycopy(starts, index, starts, index + 1, size - index);
    System.arraycopy(cells, index, cells, index + 1, size - index);
    starts[index] = start;
    cells[index] = cell;
    size++;
    own += index < own ? 1 : 0;
  }

  /** Both share the cells that neither has changed since. */
  Cells copy() {
    Cells copy = new Cells();
    copy.starts = starts.clone();
    copy.cells = cells.clone();
    copy.size = size;
    copy.own = size;
    own = size;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Packed.write(size, out);
    long before = 0;
    for (int i = 0; i < size; i++) {
      Packed.writeSigned(starts[i] - before, out);
      cells[i].write(out);
      before = starts[i];
    }
  }

  static Cells read(DataInput in) throws IOException {
    Cells cells = new Cells();
    int size = Packed.readInt(in);
    long start = 0;
    for (int i = 0; i < size; i++) {
      start += Packed.readSigned(in);
      cells.insert(i, start, Cell.read(in));
    }
    return cells;
  }
}
