package dev.vigil.schemas.fold;

/**
 * Which ticks of a partition are valid. The highest valid one before a record is the record's
 * stamp.
 */
public final class Ticks {
  /** Before the first tick of a partition there is no time. */
  public static final long NONE = Long.MIN_VALUE;

  /** In real time a tick, or a resume, may be this far ahead of the broker's own time. */
  public static final long LONGEST_LEAD_SECONDS = 5;

  private Ticks() {}

  /** Whether a world's clock is the wall clock's or a recording's. */
  public enum World {
    /** A tick far ahead of the broker's own time is ignored and reported. */
    REAL_TIME,
    /** The ticks alone say what time it is. */
    RECORDED
  }

  /** What a tick means for its partition. */
  public enum Verdict {
    VALID,
    /** Not later than the last: some other writer was faster. */
    NOT_LATER,
    /** Ahead of the broker's own time: its writer's clock is wrong. */
    TOO_FAR_AHEAD
  }

  /**
   * Judges a tick.
   *
   * @param last the partition's last valid tick, or {@link #NONE}
   * @param tick whole seconds since the epoch
   * @param appendedMillis the broker's time when it was appended, milliseconds since the epoch
   */
  public static Verdict judge(World world, long last, long tick, long appendedMillis) {
    if (tick <= last) {
      return Verdict.NOT_LATER;
    }
    return isTooFarAhead(world, tick, appendedMillis) ? Verdict.TOO_FAR_AHEAD : Verdict.VALID;
  }

  /**
   * Whether the writer of a tick, or of a {@link dev.vigil.schemas.Resume}, speaks of a time that
   * has not come: its clock is wrong.
   *
   * @param second that the record names, since the epoch
   * @param appendedMillis the broker's time when it was appended, milliseconds since the epoch
   */
  public static boolean isTooFarAhead(World world, long second, long appendedMillis) {
    long brokerSecond = Math.floorDiv(appendedMillis, 1000L);
    return world == World.REAL_TIME && second > brokerSecond + LONGEST_LEAD_SECONDS;
  }
}
