package dev.vigil.alerting.wards;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When low priority asks nobody: it is on the board, and asks when the hours are over.
 *
 * @param from time of the day, inclusive; may be later than {@code until}, over midnight
 * @param until time of the day, exclusive
 */
public record QuietHours(LocalTime from, LocalTime until) {
  public QuietHours {
    requireNonNull(from, "from is null");
    requireNonNull(until, "until is null");
    if (from.equals(until)) {
      throw new IllegalArgumentException("quiet hours begin and end at " + from);
    }
  }

  /** When they are over if they are on at an instant; the instant itself if they aren't. */
  public long over(ZoneId zone, long instant) {
    LocalTime now = Instant.ofEpochSecond(instant).atZone(zone).toLocalTime();
    boolean begun = !now.isBefore(from);
    boolean on = from.isBefore(until) ? begun && now.isBefore(until) : begun || now.isBefore(until);
    return on ? DayTimes.next(until, zone, instant) : instant;
  }
}
