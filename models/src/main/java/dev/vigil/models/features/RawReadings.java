package dev.vigil.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The single readings of one vital sign that are still kept, in the order of their measured second
 * and, within a second, of the sensor's name. Those that count lie in columns, oldest first; what
 * was withdrawn is rare and lies apart.
 */
final class RawReadings {
  private static final int MANY_SENSORS = 64;

  private final List<String> sensors;
  private final RawColumns columns;
  private final WithdrawnReadings withdrawn = new WithdrawnReadings();
  private int mostSensors = MANY_SENSORS;

  RawReadings() {
    this(List.of(), new RawColumns());
  }

  private RawReadings(List<String> sensors, RawColumns columns) {
    this.sensors = new ArrayList<>(sensors);
    this.columns = columns;
  }

  /** What is known not to count. */
  WithdrawnReadings withdrawn() {
    return withdrawn;
  }

  /** How many readings count. */
  int size() {
    return columns.size();
  }

  boolean isEmpty() {
    return size() == 0 && withdrawn.isEmpty();
  }

  long measured(int index) {
    return columns.measured(index);
  }

  int value(int index) {
    return columns.value(index);
  }

  int revision(int index) {
    return columns.revision(index);
  }

  String sensor(int index) {
    return sensors.get(columns.sensor(index));
  }

  /** Index of the first one measured at or after a second; {@link #size()} if there is none. */
  int firstFrom(long second) {
    int size = size();
    if (size == 0 || measured(size - 1) < second) {
      return size;
    }
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (measured(middle) < second) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Index of an identity that counts, or {@code -(where it would go) - 1}. */
  int find(long second, String sensor) {
    int index = firstFrom(second);
    while (index < size() && measured(index) == second) {
      int order = sensor(index).compareTo(sensor);
      if (order == 0) {
        return index;
      }
      if (order > 0) {
        break;
      }
      index++;
    }
    return -index - 1;
  }

  /**
   * Puts a reading in its place.
   *
   * @throws ArithmeticException if the value is no int; those of the catalogue are below 2^21 steps
   */
  void insert(int index, long second, String sensor, long value, int revision) {
    columns.insert(index, second, indexOf(sensor), Math.toIntExact(value), revision);
  }

  void replace(int index, long value, int revision) {
    columns.replace(index, Math.toIntExact(value), revision);
  }

  /** Forgets those that count from one index to before another. */
  void remove(int from, int to) {
    columns.remove(from, to);
  }

  /**
   * Takes those measured in {@code [from, until)} out, withdrawn or not.
   *
   * @return what was taken out
   */
  RawReadings takeOut(long from, long until) {
    int first = firstFrom(from);
    int end = firstFrom(until);
    RawReadings taken = new RawReadings(sensors, columns.part(first, end));
    remove(first, end);
    taken.withdrawn.takeFrom(withdrawn, from, until);
    taken.keepUsedSensors();
    return taken;
  }

  /** How many were measured in {@code [from, until)}, withdrawn or not. */
  int known(long from, long until) {
    return firstFrom(until) - firstFrom(from) + withdrawn.between(from, until).size();
  }

  /**
   * Adds those from one index to before another to a cell.
   *
   * @param start of the cell
   */
  void addTo(Cell cell, long start, int first, int end, Scale scale) {
    for (int i = first; i < end; i++) {
      cell.add(measured(i) - start, value(i), scale);
    }
  }

  /** The cell of a quarter hour with its raw readings; the same one if it has none. */
  @Nullable Cell addedTo(@Nullable Cell settled, long start, Scale scale) {
    int first = firstFrom(start);
    int end = firstFrom(start + Quarter.SECONDS);
    if (first == end) {
      return settled;
    }
    Cell all = new Cell();
    if (settled != null) {
      all.addAll(settled);
    }
    addTo(all, start, first, end, scale);
    return all;
  }

  /** The first second at or after {@code from} of any reading, withdrawn or not. */
  long firstSecondFrom(long from) {
    int index = firstFrom(from);
    long counting = index < size() ? measured(index) : Long.MAX_VALUE;
    return Math.min(counting, withdrawn.firstSecondFrom(from));
  }

  /** Whether some sensor measured more than once in {@code [from, until)}. */
  boolean repeatsASensor(long from, long until) {
    BitSet seen = new BitSet();
    for (int index = firstFrom(from); index < size() && measured(index) < until; index++) {
      int sensor = columns.sensor(index);
      if (seen.get(sensor)) {
        return true;
      }
      seen.set(sensor);
    }
    Set<String> gone = new HashSet<>();
    for (WithdrawnReadings.Identity identity : withdrawn.between(from, until)) {
      int sensor = sensors.indexOf(identity.sensor());
      if (!gone.add(identity.sensor()) || (sensor >= 0 && seen.get(sensor))) {
        return true;
      }
    }
    return false;
  }

  /** The latest one that counts. */
  @Nullable Latest latest() {
    int last = size() - 1;
    return last < 0 ? null : new Latest(measured(last), sensor(last), value(last));
  }

  /**
   * Names of which nothing is kept any more go, or devices that rename themselves would fill it.
   */
  private void keepUsedSensors() {
    List<String> used = usedSensors();
    for (int i = 0; i < size(); i++) {
      columns.renumber(i, used.indexOf(sensor(i)));
    }
    sensors.clear();
    sensors.addAll(used);
    mostSensors = Math.max(MANY_SENSORS, 2 * used.size());
  }

  private int indexOf(String sensor) {
    int index = sensors.indexOf(sensor);
    if (index < 0 && sensors.size() >= mostSensors) {
      keepUsedSensors();
      index = sensors.indexOf(sensor); // one that has taken a reading back is among them now
    }
    if (index < 0) {
      index = sensors.size();
      sensors.add(sensor);
    }
    return index;
  }

  RawReadings copy() {
    RawReadings copy = new RawReadings(sensors, columns.copy());
    copy.withdrawn.putAll(withdrawn);
    return copy;
  }

  /** Sensors once by name, then each reading as what differs from the one before. */
  void write(DataOutput out) throws IOException {
    List<String> used = usedSensors();
    Packed.write(used.size(), out);
    for (String sensor : used) {
      out.writeUTF(sensor);
    }
    Packed.write(size(), out);
    long second = 0;
    long value = 0;
    for (int i = 0; i < size(); i++) {
      Packed.writeSigned(measured(i) - second, out);
      Packed.writeSigned(value(i) - value, out);
      Packed.write((long) revision(i) * used.size() + used.indexOf(sensor(i)), out);
      second = measured(i);
      value = value(i);
    }
    withdrawn.write(out, used);
  }

  private List<String> usedSensors() {
    TreeSet<String> used = new TreeSet<>();
    for (int i = 0; i < size(); i++) {
      used.add(sensor(i));
    }
    withdrawn.addSensorsTo(used);
    return new ArrayList<>(used);
  }

  static RawReadings read(DataInput in) throws IOException {
    RawReadings raws = new RawReadings();
    List<String> sensors = new ArrayList<>();
    int names = Packed.readInt(in);
    for (int i = 0; i < names; i++) {
      sensors.add(in.readUTF());
    }
    int count = Packed.readInt(in);
    long second = 0;
    long value = 0;
    for (int i = 0; i < count; i++) {
      second += Packed.readSigned(in);
      value += Packed.readSigned(in);
      long tail = Packed.read(in);
      String sensor = Packed.name(tail % names, sensors);
      raws.insert(i, second, sensor, value, (int) (tail / names));
    }
    raws.withdrawn.read(in, sensors);
    return raws;
  }
}
