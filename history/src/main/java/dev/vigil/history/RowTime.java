package dev.vigil.history;

/**
 * How the second and the place in the log of a row become the timestamp of a point, in nanoseconds.
 *
 * <p>InfluxDB keeps one point for each series and timestamp. The second stands in the timestamp's
 * seconds; its nanoseconds, which no row needs, hold the place in the log, so that two rows of one
 * second never fall together.
 */
public final class RowTime {
  /** The first second that can be stored. QuestDB has nothing before the epoch. */
  public static final long FIRST_SECOND = 0;

  /** The last second that can be stored: the last one of 2261. QuestDB has nothing after it. */
  public static final long LAST_SECOND = 9_214_646_399L;

  /** Outputs of one patient with one offset and instant; more can't be told apart. */
  static final int INDEXES = 250;

  private static final long NANOS = 1_000_000_000;
  private static final long OFFSETS = NANOS / INDEXES;

  private RowTime() {}

  static boolean isStorable(long second) {
    return second >= FIRST_SECOND && second <= LAST_SECOND;
  }

  /**
   * The timestamp of a reading: unique for its identity, as an identity stands at most once in a
   * log record, until a billion records lie between two rows of it.
   */
  static long ofReading(long measured, long offset) {
    return measured * NANOS + Math.floorMod(offset, NANOS);
  }

  /**
   * The timestamp of a numbered output: unique for a series of one patient, unless four million
   * records of a partition lie within one second.
   */
  static long ofOutput(long second, long offset, int index) {
    return second * NANOS + Math.floorMod(offset, OFFSETS) * INDEXES + index;
  }

  /** The second that a timestamp stands for. */
  static long second(long nanos) {
    return Math.floorDiv(nanos, NANOS);
  }

  /** The first timestamp of a second, moved into what can be stored. */
  static long firstNanos(long second) {
    return Math.max(FIRST_SECOND, Math.min(second, LAST_SECOND + 1)) * NANOS;
  }
}
