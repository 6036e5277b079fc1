package dev.vigil.models.features;

import dev.vigil.models.features.RawReadings.Raw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fifteen minutes of one vital sign: the sums of all its readings, and of those minutes whose raw
 * readings are no longer kept (the <em>settled</em> ones) their extremes and which seconds were
 * measured by which sensor.
 */
final class Quarter {
  static final int SECONDS = 900;
  static final int MINUTE_SECONDS = 60;
  private static final int MINUTES = SECONDS / MINUTE_SECONDS;
  private static final long ALL_SECONDS = (1L << MINUTE_SECONDS) - 1;

  private final long start;
  private final Moments total;
  private final TreeMap<String, long[]> seen = new TreeMap<>();
  private int settledMinutes;
  private long settledMin = Long.MAX_VALUE;
  private long settledMax = Long.MIN_VALUE;

  Quarter(long start) {
    this(start, new Moments());
  }

  private Quarter(long start, Moments total) {
    this.start = start;
    this.total = total;
  }

  long start() {
    return start;
  }

  Moments total() {
    return total;
  }

  void add(long measured, long value) {
    total.add(measured - start, value);
  }

  /** Replaces a reading whose minute isn't settled; {@code raws} are all that are kept of it. */
  void replace(long measured, Raw before, Raw after, Iterable<Raw> raws) {
    if (!before.withdrawn()) {
      total.subtract(measured - start, before.value());
    }
    if (!after.withdrawn()) {
      total.add(measured - start, after.value());
    }
    total.clearExtremes();
    total.widen(settledMin, settledMax);
    for (Raw raw : raws) {
      if (!raw.withdrawn()) {
        total.widen(raw.value(), raw.value());
      }
    }
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

  /** Remembers a value of a settled minute. */
  void widenSettled(long value) {
    settledMin = Math.min(settledMin, value);
    settledMax = Math.max(settledMax, value);
  }

  private int minute(long measured) {
    return (int) (measured - start) / MINUTE_SECONDS;
  }

  private int second(long measured) {
    return (int) (measured - start) % MINUTE_SECONDS;
  }

  Quarter copy() {
    Quarter copy = new Quarter(start, total.copy());
    seen.forEach((sensor, minutes) -> copy.seen.put(sensor, minutes.clone()));
    copy.settledMinutes = settledMinutes;
    copy.settledMin = settledMin;
    copy.settledMax = settledMax;
    return copy;
  }

  /** Seconds not seen are written, not those seen: a full minute of 1 Hz is one byte. */
  void write(DataOutput out) throws IOException {
    Packed.writeSigned(start, out);
    total.write(out);
    Packed.write(settledMinutes, out);
    if (settledMinutes == 0) {
      return;
    }
    Packed.writeSigned(settledMin, out);
    Packed.writeSigned(settledMax, out);
    Packed.write(seen.size(), out);
    for (Map.Entry<String, long[]> entry : seen.entrySet()) {
      out.writeUTF(entry.getKey());
      for (long minute : entry.getValue()) {
        Packed.write(~minute & ALL_SECONDS, out);
      }
    }
  }

  static Quarter read(DataInput in) throws IOException {
    long start = Packed.readSigned(in);
    Quarter quarter = new Quarter(start, Moments.read(in));
    quarter.settledMinutes = Packed.readInt(in);
    if (quarter.settledMinutes == 0) {
      return quarter;
    }
    quarter.settledMin = Packed.readSigned(in);
    quarter.settledMax = Packed.readSigned(in);
    int sensors = Packed.readInt(in);
    for (int i = 0; i < sensors; i++) {
      String sensor = in.readUTF();
      long[] minutes = new long[MINUTES];
      for (int m = 0; m < MINUTES; m++) {
        minutes[m] = ~Packed.read(in) & ALL_SECONDS;
      }
      quarter.seen.put(sensor, minutes);
    }
    return quarter;
  }
}
