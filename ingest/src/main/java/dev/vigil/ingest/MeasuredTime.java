package dev.vigil.ingest;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;

/** Reads when a reading was measured: to the second, and only where the sender left no doubt. */
final class MeasuredTime {
  private static final long DAY = 86_400;

  /** 1971-01-01: a device that says less has lost its clock. */
  private static final long EARLIEST = 365 * DAY;

  private static final int MOST_DIGITS = 18;

  private MeasuredTime() {}

  /**
   * Whole seconds since the epoch. A reading that is somewhat from the future is a reading; the
   * folds say what that means.
   *
   * @param text ISO-8601 with offset, or digits
   * @param received whole seconds since the epoch
   */
  static long parse(String text, long received) throws Rejection {
    long measured = isWhole(text) ? Long.parseLong(text) : iso(text);
    if (measured < EARLIEST || measured > received + DAY) {
      throw new Rejection(
          Reason.TIME_IMPLAUSIBLE,
          "'measured' is over a day ahead of the gateway, or before 1971",
          "set the device's clock, and send seconds since the epoch, not milliseconds");
    }
    return measured;
  }

  private static boolean isWhole(String text) {
    int from = text.startsWith("-") ? 1 : 0;
    return text.length() > from
        && text.length() - from <= MOST_DIGITS
        && text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
  }

  private static long iso(String text) throws Rejection {
    try {
      return OffsetDateTime.parse(text).toEpochSecond();
    } catch (DateTimeException e) {
      throw isLocal(text)
          ? new Rejection(
              Reason.TIME_WITHOUT_OFFSET,
              "'measured' has no offset from UTC",
              "send it like 2026-03-01T10:15:30Z or 2026-03-01T11:15:30+01:00")
          : new Rejection(
              Reason.TIME_MALFORMED,
              "'measured' is no instant",
              "send it like 2026-03-01T10:15:30Z, or as whole seconds since the epoch");
    }
  }

  private static boolean isLocal(String text) {
    try {
      LocalDateTime.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
