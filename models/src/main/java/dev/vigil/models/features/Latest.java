package dev.vigil.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A candidate for a vital sign's latest value.
 *
 * @param value in steps
 */
record Latest(long measured, String sensor, long value) {
  /** The one measured later; of the same second, the one whose sensor's name comes last. */
  static @Nullable Latest later(@Nullable Latest one, @Nullable Latest other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    int order = Long.compare(one.measured, other.measured);
    if (order == 0) {
      order = one.sensor.compareTo(other.sensor);
    }
    return order >= 0 ? one : other;
  }

  /** Whether it is the reading of this identity. */
  boolean is(long second, String name) {
    return measured == second && sensor.equals(name);
  }

  static void write(@Nullable Latest latest, DataOutput out) throws IOException {
    out.writeBoolean(latest != null);
    if (latest != null) {
      Packed.writeSigned(latest.measured, out);
      out.writeUTF(latest.sensor);
      Packed.writeSigned(latest.value, out);
    }
  }

  static @Nullable Latest read(DataInput in) throws IOException {
    return in.readBoolean()
        ? new Latest(Packed.readSigned(in), in.readUTF(), Packed.readSigned(in))
        : null;
  }
}
