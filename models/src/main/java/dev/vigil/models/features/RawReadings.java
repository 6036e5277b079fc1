package dev.vigil.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The single readings of one vital sign that are still kept, by measured second and sensor. */
final class RawReadings {
  /** Identity within patient and vital sign. */
  record Key(long measured, String sensor) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::measured).thenComparing(Key::sensor);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * What is known of one identity.
   *
   * @param value in steps; 0 if withdrawn
   * @param revision rises with version, and from an original to its correction
   * @param withdrawn whether it is known not to count
   */
  record Raw(long value, long revision, boolean withdrawn) {
    boolean same(Raw other) {
      return value == other.value && withdrawn == other.withdrawn;
    }
  }

  private final TreeMap<Key, Raw> byKey = new TreeMap<>();

  boolean isEmpty() {
    return byKey.isEmpty();
  }

  @Nullable Raw get(Key key) {
    return byKey.get(key);
  }

  void put(Key key, Raw raw) {
    byKey.put(key, raw);
  }

  /** A live view of what was measured in {@code [from, until)}. */
  NavigableMap<Key, Raw> between(long from, long until) {
    return byKey.subMap(new Key(from, ""), true, new Key(until, ""), false);
  }

  /** The first measured second at or after {@code from}, or null. */
  @Nullable Long firstFrom(long from) {
    Key key = byKey.ceilingKey(new Key(from, ""));
    return key == null ? null : key.measured();
  }

  /** Whether some sensor is among these more than once. */
  static boolean repeatsASensor(NavigableMap<Key, Raw> readings) {
    Set<String> sensors = new HashSet<>();
    for (Key key : readings.keySet()) {
      if (!sensors.add(key.sensor())) {
        return true;
      }
    }
    return false;
  }

  /** The latest one that counts. */
  @Nullable Latest latest() {
    for (Map.Entry<Key, Raw> entry : byKey.descendingMap().entrySet()) {
      if (!entry.getValue().withdrawn()) {
        Key key = entry.getKey();
        return new Latest(key.measured(), key.sensor(), entry.getValue().value());
      }
    }
    return null;
  }

  RawReadings copy() {
    RawReadings copy = new RawReadings();
    copy.byKey.putAll(byKey);
    return copy;
  }

  /** Sensors once by name, then each reading with the distance from the one before. */
  void write(DataOutput out) throws IOException {
    SortedSet<String> sensors = new TreeSet<>();
    byKey.keySet().forEach(key -> sensors.add(key.sensor()));
    Packed.write(sensors.size(), out);
    Map<String, Integer> indices = new TreeMap<>();
    for (String sensor : sensors) {
      indices.put(sensor, indices.size());
      out.writeUTF(sensor);
    }
    Packed.write(byKey.size(), out);
    long before = 0;
    for (Map.Entry<Key, Raw> entry : byKey.entrySet()) {
      Key key = entry.getKey();
      Raw raw = entry.getValue();
      Packed.writeSigned(key.measured() - before, out);
      Packed.write(indices.getOrDefault(key.sensor(), 0), out);
      Packed.writeSigned(raw.value(), out);
      Packed.write(raw.revision() << 1 | (raw.withdrawn() ? 1 : 0), out);
      before = key.measured();
    }
  }

  static RawReadings read(DataInput in) throws IOException {
    RawReadings raws = new RawReadings();
    String[] sensors = new String[Packed.readInt(in)];
    for (int i = 0; i < sensors.length; i++) {
      sensors[i] = in.readUTF();
    }
    int count = Packed.readInt(in);
    long measured = 0;
    for (int i = 0; i < count; i++) {
      measured += Packed.readSigned(in);
      Key key = new Key(measured, sensors[Packed.readInt(in)]);
      long value = Packed.readSigned(in);
      long revision = Packed.read(in);
      raws.put(key, new Raw(value, revision >>> 1, (revision & 1) == 1));
    }
    return raws;
  }
}
