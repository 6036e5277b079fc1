package dev.vigil.bench.peers.work;

import java.nio.ByteBuffer;

/**
 * How readings and results lie in Kafka, for all sides: fixed places, so that reading them costs
 * next to nothing and the windows are what is measured. The key of both is (patient, vital).
 */
public final class Wire {
  private static final int KEY_BYTES = 2 * Integer.BYTES;
  private static final int READING_BYTES = 2 * Long.BYTES;
  private static final int RESULT_BYTES = Integer.BYTES + 6 * Long.BYTES;

  private Wire() {}

  /** The key of a reading and of a result. */
  public static byte[] key(int patient, int vital) {
    return ByteBuffer.allocate(KEY_BYTES).putInt(patient).putInt(vital).array();
  }

  /** The patient of a key. */
  public static int patient(byte[] key) {
    return ByteBuffer.wrap(key).getInt(0);
  }

  /** The vital sign of a key. */
  public static int vital(byte[] key) {
    return ByteBuffer.wrap(key).getInt(Integer.BYTES);
  }

  /** The value of a reading. */
  public static byte[] reading(long second, long value) {
    return ByteBuffer.allocate(READING_BYTES).putLong(second).putLong(value).array();
  }

  /** The second of a reading's value. */
  public static long second(byte[] reading) {
    return ByteBuffer.wrap(reading).getLong(0);
  }

  /** What was measured, in a reading's value. */
  public static long value(byte[] reading) {
    return ByteBuffer.wrap(reading).getLong(Long.BYTES);
  }

  /** The value of a result, from its parts. */
  public static byte[] result(
      int windowSeconds, long end, long count, long sum, long sumOfSquares, long min, long max) {
    return ByteBuffer.allocate(RESULT_BYTES)
        .putInt(windowSeconds)
        .putLong(end)
        .putLong(count)
        .putLong(sum)
        .putLong(sumOfSquares)
        .putLong(min)
        .putLong(max)
        .array();
  }

  /** The value of a result. */
  public static byte[] result(WindowMoments result) {
    return result(
        result.windowSeconds(),
        result.end(),
        result.count(),
        result.sum(),
        result.sumOfSquares(),
        result.min(),
        result.max());
  }

  /** A whole result. */
  public static WindowMoments result(byte[] key, byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    return new WindowMoments(
        patient(key),
        vital(key),
        in.getInt(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong());
  }
}
