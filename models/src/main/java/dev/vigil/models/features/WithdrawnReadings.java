package dev.vigil.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The identities of one vital sign that are known not to count, each with its revision. */
final class WithdrawnReadings {
  /** Identity within patient and vital sign. */
  record Identity(long measured, String sensor) implements Comparable<Identity> {
    @Override
    public int compareTo(Identity other) {
      int order = Long.compare(measured, other.measured);
      return order != 0 ? order : sensor.compareTo(other.sensor);
    }
  }

  private final TreeMap<Identity, Integer> revisions = new TreeMap<>();

  boolean isEmpty() {
    return revisions.isEmpty();
  }

  /** The revision of an identity, or null if it isn't among them. */
  @Nullable Integer revision(long second, String sensor) {
    return revisions.isEmpty() ? null : revisions.get(new Identity(second, sensor));
  }

  void put(long second, String sensor, int revision) {
    revisions.put(new Identity(second, sensor), revision);
  }

  void remove(long second, String sensor) {
    revisions.remove(new Identity(second, sensor));
  }

  /** Second of the first one at or after {@code from}; the largest number if there is none. */
  long firstSecondFrom(long from) {
    Identity first = revisions.isEmpty() ? null : revisions.ceilingKey(new Identity(from, ""));
    return first == null ? Long.MAX_VALUE : first.measured();
  }

  /** Those measured in {@code [from, until)}, in order. */
  List<Identity> between(long from, long until) {
    return revisions.isEmpty() ? List.of() : new ArrayList<>(range(from, until).keySet());
  }

  void forget(long from, long until) {
    if (!revisions.isEmpty()) {
      range(from, until).clear();
    }
  }

  /** Takes over those of another one that were measured in {@code [from, until)}. */
  void takeFrom(WithdrawnReadings other, long from, long until) {
    if (!other.revisions.isEmpty()) {
      revisions.putAll(other.range(from, until));
      other.forget(from, until);
    }
  }

  void addSensorsTo(Set<String> sensors) {
    revisions.keySet().forEach(identity -> sensors.add(identity.sensor()));
  }

  private SortedMap<Identity, Integer> range(long from, long until) {
    return revisions.subMap(new Identity(from, ""), new Identity(until, ""));
  }

  void putAll(WithdrawnReadings other) {
    revisions.putAll(other.revisions);
  }

  /**
   * Writes all.
   *
   * @param sensors by which the names are written
   */
  void write(DataOutput out, List<String> sensors) throws IOException {
    Packed.write(revisions.size(), out);
    for (Map.Entry<Identity, Integer> entry : revisions.entrySet()) {
      Packed.writeSigned(entry.getKey().measured(), out);
      Packed.write(sensors.indexOf(entry.getKey().sensor()), out);
      Packed.write(entry.getValue(), out);
    }
  }

  void read(DataInput in, List<String> sensors) throws IOException {
    int size = Packed.readInt(in);
    for (int i = 0; i < size; i++) {
      long measured = Packed.readSigned(in);
      put(measured, Packed.readName(in, sensors), Packed.readInt(in));
    }
  }
}
