package dev.vigil.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Whole numbers in as few bytes as they need: seven bits a byte, lowest first. */
final class Packed {
  private static final int MORE = 0x80;
  private static final int LONGEST_SHIFT = 63;

  private Packed() {}

  /** Writes a number that may be negative; small magnitudes are short. */
  static void writeSigned(long number, DataOutput out) throws IOException {
    write((number << 1) ^ (number >> 63), out);
  }

  static long readSigned(DataInput in) throws IOException {
    long zigzag = read(in);
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  /** Writes 64 bits; small unsigned numbers are short. */
  static void write(long bits, DataOutput out) throws IOException {
    long rest = bits;
    while ((rest & -MORE) != 0) {
      out.writeByte((int) (rest & (MORE - 1)) | MORE);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  static long read(DataInput in) throws IOException {
    long bits = 0;
    for (int shift = 0; shift <= LONGEST_SHIFT; shift += 7) {
      int next = in.readUnsignedByte();
      bits |= (long) (next & (MORE - 1)) << shift;
      if (next < MORE) {
        return bits;
      }
    }
    throw new IOException("a packed number has more than 64 bits: the state is damaged");
  }

  static int readInt(DataInput in) throws IOException {
    long number = read(in);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new IOException("a packed count is out of range: the state is damaged");
    }
    return (int) number;
  }

  /** One of these names by its index. */
  static String readName(DataInput in, List<String> names) throws IOException {
    return name(read(in), names);
  }

  static String name(long index, List<String> names) throws IOException {
    if (index < 0 || index >= names.size()) {
      throw new IOException("a packed sensor is out of range: the state is damaged");
    }
    return names.get((int) index);
  }
}
