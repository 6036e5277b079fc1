package dev.vigil.models.features;

import java.util.Arrays;

/**
 * The numbers of raw readings, in columns: what one index gives in each of them is of one reading.
 * To take some out at the front costs nothing, and to insert near the end little.
 */
final class RawColumns {
  private static final int FIRST_CAPACITY = 16;

  private long[] measured;
  private int[] values;
  private int[] revisions;
  private int[] sensors;
  private int head;
  private int size;

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
    makeRoom();
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
    values[head + index] = value;
    revisions[head + index] = revision;
  }

  /** Gives the name of a reading's sensor another number. */
  void renumber(int index, int sensor) {
    sensors[head + index] = sensor;
  }

  /** Forgets those from one index to before another. */
  void remove(int from, int to) {
    if (from == 0) {
      head += to;
    } else {
      int behind = size - to;
      System.arraycopy(measured, head + to, measured, head + from, behind);
      System.arraycopy(values, head + to, values, head + from, behind);
      System.arraycopy(revisions, head + to, revisions, head + from, behind);
      System.arraycopy(sensors, head + to, sensors, head + from, behind);
    }
    size -= to - from;
  }

  /** A copy of all, with room for more. */
  RawColumns copy() {
    return part(0, size, Math.max(FIRST_CAPACITY, size + size / 4));
  }

  /** A copy of those from one index to before another, and nothing more. */
  RawColumns part(int from, int to) {
    return part(from, to, to - from);
  }

  private RawColumns part(int from, int to, int capacity) {
    return new RawColumns(
        moved(measured, from, to, capacity),
        moved(values, from, to, capacity),
        moved(revisions, from, to, capacity),
        moved(sensors, from, to, capacity),
        to - from);
  }

  /** What has left at the front makes room before more is taken: a ward keeps many of these. */
  private void makeRoom() {
    if (head + size < measured.length) {
      return;
    }
    int capacity = head >= size / 8 && head > 0 ? measured.length : size + Math.max(size / 4, 8);
    measured = moved(measured, 0, size, capacity);
    values = moved(values, 0, size, capacity);
    revisions = moved(revisions, 0, size, capacity);
    sensors = moved(sensors, 0, size, capacity);
    head = 0;
  }

  private long[] moved(long[] column, int from, int to, int capacity) {
    return Arrays.copyOf(Arrays.copyOfRange(column, head + from, head + to), capacity);
  }

  private int[] moved(int[] column, int from, int to, int capacity) {
    return Arrays.copyOf(Arrays.copyOfRange(column, head + from, head + to), capacity);
  }
}
