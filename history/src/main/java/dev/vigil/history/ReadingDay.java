package dev.vigil.history;

/**
 * The rows of readings of one day (UTC), as the store counts them.
 *
 * @param firstNanos timestamp at which the day begins
 * @param rows how many there are; 0 of a day without any
 * @param values how many of them have a value, which a withdrawal hasn't
 * @param highestVersion over 1 where something was corrected or withdrawn
 * @param lastReceived when Vigil got the last of them, whole seconds since the epoch
 */
record ReadingDay(long firstNanos, long rows, long values, long highestVersion, long lastReceived) {
  static final long NANOS = 86_400L * 1_000_000_000L;

  /** Out of what either store gives back. */
  static ReadingDay of(StoredRow row) {
    return new ReadingDay(
        row.nanos(),
        row.whole("row_count"),
        row.whole("value_count"),
        row.whole("highest_version"),
        row.whole("last_received"));
  }

  long endNanos() {
    return firstNanos + NANOS;
  }

  /** Whether all of it was known by then, and none of it says anything of another row. */
  boolean isOfOriginals(long received) {
    return rows == values && highestVersion <= 1 && lastReceived <= received;
  }
}
