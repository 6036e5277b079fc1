package dev.vigil.models.features;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of raw readings, in columns: what one index gives in each of them is of one reading.
 * To take some out at the front costs nothing, and to insert near the end little.
 *
 * <p>A copy shares the columns: a snapshot of a patient is made at every checkpoint, and what comes
 * afterwards is nearly always put behind what was there. One of those that share them may do so;
 * any other change is made to columns of one's own.
 */
final class RawColumns {
  private static final int FIRST_CAPACITY = 16;

  private long[] measured;
  private int[] values;
  private int[] revisions;
  private int[] sensors;
  private int head;
  private int size;

  /** Null if the columns are no other one's, too. */
  private @Nullable Shared shared;

  /** How far shared columns are filled, by whichever of those that share them. */
  private static final class Shared {
    private int end;

    Shared(int end) {
      this.end = end;
    }
  }

  RawColumns() {
    this(
        new long[FIRST_CAPACITY],
        new int[FIRST_CAPACITY],
        new int[FIRST_CAPACITY],
        new int[FIRST_CAPACITY],
        0);
  }

  private RawColumns(long[] measured, int[] values, int[] revisions, int[] sensors, int size) {
    this.measured = measured;
    this.values = values;
    this.revisions = revisions;
    this.sensors = sensors;
    this.size = size;
  }

  /** How many readings there are. */
  int size() {
    return size;
  }

  long measured(int index) {
    return measured[head + index];
  }

  int value(int index) {
    return values[head + index];
  }

  int revision(int index) {
    return revisions[head + index];
  }

  /** The number of the sensor's name. */
  int sensor(int index) {
    return sensors[head + index];
  }

  void insert(int index, long second, int sensor, int value, int revision) {
    makeRoom(index);
    int at = head + index;
    int behind = size - index;
    if (behind > 0) {
      System.arraycopy(measured, at, measured, at + 1, behind);
      System.arraycopy(values, at, values, at + 1, behind);
      System.arraycopy(revisions, at, revisions, at + 1, behind);
      System.arraycopy(sensors, at, sensors, at + 1, behind);
    }
    measured[at] = second;
    values[at] = value;
    revisions[at] = revision;
    sensors[at] = sensor;
    size++;
  }

  void replace(int index, int value, int revision) {
    own();
    values[head + index] = value;
    revisions[head + index] = revision;
  }

  /** Gives the name of a reading's sensor another number. */
  void renumber(int index, int sensor) {
    own();
    sensors[head + index] = sensor;
  }

  /** Forgets those from one index to before another. */
  void remove(int from, int to) {
    if (from == 0) {
      head += to;
    } else {
      own();
      int behind = size - to;
      System.arraycopy(measured, head + to, measured, head + from, behind);
      System.arraycopy(values, head + to, values, head + from, behind);
      System.arraycopy(revisions, head + to, revisions, head + from, behind);
      System.arraycopy(sensors, head + to, sensors, head + from, behind);
    }
    size -= to - from;
  }

  /** Another one that says the same; a change of one is none of the other. */
  RawColumns copy() {
    if (shared == null) {
      shared = new Shared(head + size);
    }
    RawColumns copy = new RawColumns(measured, values, revisions, sensors, size);
    copy.head = head;
    copy.shared = shared;
    return copy;
  }

  /** A copy of those from one index to before another, and nothing more. */
  RawColumns part(int from, int to) {
    return new RawColumns(
        moved(measured, from, to, to - from),
        moved(values, from, to, to - from),
        moved(revisions, from, to, to - from),
        moved(sensors, from, to, to - from),
        to - from);
  }

  /** Room for one more, behind the others or among them. */
  private void makeRoom(int index) {
    boolean full = head + size == measured.length;
    if (full) {
      // What has left at the front makes room before more is taken: a ward keeps many of these.
      boolean fits = head >= size / 8 && head > 0;
      move(fits ? measured.length : size + Math.max(size / 4, 8));
    } else if (index == size && shared != null && shared.end == head + size) {
      shared.end++;
    } else {
      own();
    }
  }

  private void own() {
    if (shared != null) {
      move(Math.max(FIRST_CAPACITY, size + size / 4));
    }
  }

  /** Goes on in columns of its own. */
  private void move(int capacity) {
    measured = moved(measured, 0, size, capacity);
    values = moved(values, 0, size, capacity);
    revisions = moved(revisions, 0, size, capacity);
    sensors = moved(sensors, 0, size, capacity);
    head = 0;
    shared = null;
  }

  private long[] moved(long[] column, int from, int to, int capacity) {
    long[] moved = new long[capacity];
    System.arraycopy(column, head + from, moved, 0, to - from);
    return moved;
  }

  private int[] moved(int[] column, int from, int to, int capacity) {
    int[] moved = new int[capacity];
    System.arraycopy(column, head + from, moved, 0, to - from);
    return moved;
  }
}
