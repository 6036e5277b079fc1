package dev.vigil.schemas;

import org.jspecify.annotations.Nullable;

/**
 * The range of every instant in a record: whole seconds since 1970-01-01T00:00:00Z, in the years 1
 * to 9999. Inside it, adding or subtracting any window, grace or delay can't overflow a long.
 */
public final class EpochSeconds {
  /** 0001-01-01T00:00:00Z. */
  public static final long EARLIEST = -62_135_596_800L;

  /** 9999-12-31T23:59:59Z. */
  public static final long LATEST = 253_402_300_799L;

  private EpochSeconds() {}

  /** Whether a record may carry this second. */
  public static boolean isValid(long second) {
    return second >= EARLIEST && second <= LATEST;
  }

  /**
   * The second, if a record may carry it.
   *
   * @throws IllegalArgumentException naming the field otherwise
   */
  static long require(long second, String field) {
    if (!isValid(second)) {
      throw new IllegalArgumentException(
          field + " is outside the years 1 to 9999, expected whole seconds since 1970");
    }
    return second;
  }

  /** The same of one that may be absent. */
  static void requireIfPresent(@Nullable Long second, String field) {
    if (second != null) {
      require(second, field);
    }
  }
}
