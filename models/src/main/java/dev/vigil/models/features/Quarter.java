package dev.vigil.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is kept of fifteen minutes of one vital sign beside raw readings: of the minutes whose raw
 * readings are no longer kept (the <em>settled</em> ones) the cell of all their readings, and which
 * seconds were measured by which sensor.
 */
final class Quarter {
  static final int SECONDS = 900;
  static final int MINUTE_SECONDS = 60;
  private static final int MINUTES = SECONDS / MINUTE_SECONDS;
  private static final long ALL_SECONDS = (1L << MINUTE_SECONDS) - 1;

  private final long start;
  private final Cell cell;
  private final TreeMap<String, long[]> seen = new TreeMap<>();
  private int settledMinutes;

  Quarter(long start) {
    this(start, new Cell());
  }

  private Quarter(long start, Cell cell) {
    this.start = start;
    this.cell = cell;
  }

  /** Start of the quarter hour that holds a second. */
  static long startOf(long second) {
    return Math.floorDiv(second, (long) SECONDS) * SECONDS;
  }

  long start() {
    return start;
  }

  /** All readings of its settled minutes. */
  Cell cell() {
    return cell;
  }

  boolean isSettled(long measured) {
    return (settledMinutes >>> minute(measured) & 1) == 1;
  }

  void settle(long measured) {
    settledMinutes |= 1 << minute(measured);
  }

  boolean hasSeen(long measured, String sensor) {
    long[] minutes = seen.get(sensor);
    return minutes != null && (minutes[minute(measured)] >>> second(measured) & 1) == 1;
  }

  /** Remembers an identity of a settled minute. */
  void remember(long measured, String sensor) {
    seen.computeIfAbsent(sensor, unseen -> new long[MINUTES])[minute(measured)] |=
        1L << second(measured);
  }

  /** How many identities of settled minutes it remembers. */
  int remembered() {
    int remembered = 0;
    for (long[] minutes : seen.values()) {
      for (long minute : minutes) {
        remembered += Long.bitCount(minute);
      }
    }
    return remembered;
  }

  /** The sensors of its settled minutes. */
  Set<String> sensors() {
    return seen.keySet();
  }

  private int minute(long measured) {
    return (int) (measured - start) / MINUTE_SECONDS;
  }

  private int second(long measured) {
    return (int) (measured - start) % MINUTE_SECONDS;
  }

  Quarter copy() {
    Quarter copy = new Quarter(start, cell.copy());
    seen.forEach((sensor, minutes) -> copy.seen.put(sensor, minutes.clone()));
    copy.settledMinutes = settledMinutes;
    return copy;
  }

  /**
   * Writes all but the start.
   *
   * @param names where the block keeps the names of sensors
   */
  void write(DataOutput out, List<String> names) throws IOException {
    cell.write(out);
    Packed.write(settledMinutes, out);
    Packed.write(seen.size(), out);
    for (Map.Entry<String, long[]> entry : seen.entrySet()) {
      Packed.write(names.indexOf(entry.getKey()), out);
      writeSeconds(entry.getValue(), out);
    }
  }

  static Quarter read(long start, DataInput in, List<String> names) throws IOException {
    Quarter quarter = new Quarter(start, Cell.read(in));
    quarter.settledMinutes = Packed.readInt(in);
    int sensors = Packed.readInt(in);
    for (int i = 0; i < sensors; i++) {
      quarter.seen.put(Packed.readName(in, names), readSeconds(in));
    }
    return quarter;
  }

  /** Full and empty minutes cost no byte each; of the others the seconds not seen are written. */
  private static void writeSeconds(long[] minutes, DataOutput out) throws IOException {
    int full = 0;
    int empty = 0;
    for (int m = 0; m < MINUTES; m++) {
      full |= minutes[m] == ALL_SECONDS ? 1 << m : 0;
      empty |= minutes[m] == 0 ? 1 << m : 0;
    }
    Packed.write(full, out);
    Packed.write(empty, out);
    for (int m = 0; m < MINUTES; m++) {
      if (((full | empty) >>> m & 1) == 0) {
        Packed.write(~minutes[m] & ALL_SECONDS, out);
      }
    }
  }

  private static long[] readSeconds(DataInput in) throws IOException {
    int full = Packed.readInt(in);
    int empty = Packed.readInt(in);
    long[] minutes = new long[MINUTES];
    for (int m = 0; m < MINUTES; m++) {
      if ((full >>> m & 1) == 1) {
        minutes[m] = ALL_SECONDS;
      } else if ((empty >>> m & 1) == 0) {
        minutes[m] = ~Packed.read(in) & ALL_SECONDS;
      }
    }
    return minutes;
  }
}
