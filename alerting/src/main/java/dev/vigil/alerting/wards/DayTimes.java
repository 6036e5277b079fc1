package dev.vigil.alerting.wards;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Times of the day in a ward's zone, as instants. */
final class DayTimes {
  private DayTimes() {}

  /**
   * The first time later than an instant at which the ward's clock shows this time. At a change of
   * the clock's offset a time that is left out counts as the one an hour later.
   *
   * @return whole seconds since the epoch
   */
  static long next(LocalTime time, ZoneId zone, long instant) {
    LocalDate day = Instant.ofEpochSecond(instant).atZone(zone).toLocalDate();
    ZonedDateTime today = day.atTime(time).atZone(zone);
    if (today.toEpochSecond() > instant) {
      return today.toEpochSecond();
    }
    // In the hour that comes twice: else what waits for it would wait another day.
    long again = today.withLaterOffsetAtOverlap().toEpochSecond();
    return again > instant ? again : day.plusDays(1).atTime(time).atZone(zone).toEpochSecond();
  }
}
