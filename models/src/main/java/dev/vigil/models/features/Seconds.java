package dev.vigil.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A ring of seconds with their readings. Nearly always a second has one or none and is one number
 * in an array: neighbouring seconds share a cache line, which decides the speed of all that stands
 * on this. The values of a second with several, from several sensors, are kept aside.
 */
final class Seconds {
  /** A second without readings. No vital sign's values come near this. */
  static final long NONE = Long.MIN_VALUE;

  /** A second with several readings: see {@link #several}. */
  static final long SEVERAL = Long.MIN_VALUE + 1;

  private final long[] values;
  private final Map<Long, long[]> several;

  /**
   * Empty seconds.
   *
   * @param reach how many seconds in a row it has to hold
   */
  Seconds(long reach) {
    this(emptyRing(reach), new HashMap<>());
  }

  private Seconds(long[] values, Map<Long, long[]> several) {
    this.values = values;
    this.several = several;
  }

  private static long[] emptyRing(long reach) {
    long[] ring = new long[Math.toIntExact(Long.highestOneBit(2 * reach - 1))];
    Arrays.fill(ring, NONE);
    return ring;
  }

  int capacity() {
    return values.length;
  }

  /** The one value of that second, or {@link #NONE}, or {@link #SEVERAL}. */
  long at(long second) {
    return values[index(second)];
  }

  /** The values of a second that has several; not to be changed. */
  long[] several(long second) {
    return several.getOrDefault(second, new long[0]);
  }

  void add(long second, long value) {
    int index = index(second);
    long before = values[index];
    if (before == NONE) {
      values[index] = value;
      return;
    }
    long[] others = before == SEVERAL ? several(second) : new long[] {before};
    long[] all = Arrays.copyOf(others, others.length + 1);
    all[others.length] = value;
    several.put(second, all);
    values[index] = SEVERAL;
  }

  void clear(long second) {
    int index = index(second);
    if (values[index] == SEVERAL) {
      several.remove(second);
    }
    values[index] = NONE;
  }

  /** The same seconds with more room, or as much. */
  Seconds copy(long reach, long from, long until) {
    Seconds copy = new Seconds(emptyRing(reach), new HashMap<>(several));
    for (long second = from; second < until; second++) {
      copy.values[copy.index(second)] = at(second);
    }
    return copy;
  }

  void write(long second, DataOutput out) throws IOException {
    long value = at(second);
    long[] all = value == SEVERAL ? several(second) : new long[] {value};
    Packed.write(value == NONE ? 0 : all.length, out);
    if (value != NONE) {
      for (long one : all) {
        Packed.writeSigned(one, out);
      }
    }
  }

  void read(long second, DataInput in) throws IOException {
    int count = Packed.readInt(in);
    for (int i = 0; i < count; i++) {
      add(second, Packed.readSigned(in));
    }
  }

  private int index(long second) {
    return (int) second & (values.length - 1);
  }
}
