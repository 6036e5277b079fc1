package dev.vigil.alerting.wards;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

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
    long today = day.atTime(time).atZone(zone).toEpochSecond();
    return today > instant ? today : day.plusDays(1).atTime(time).atZone(zone).toEpochSecond();
  }
}
