package dev.vigil.app.rota;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * A time as a calendar gives it: what a clock on a wall shows.
 *
 * @param shown midnight for a whole day
 * @param zone of the clock; null for the ward's ("floating" in RFC 5545, and whole days)
 * @param wholeDay a date without a time
 */
record ShownTime(LocalDateTime shown, @Nullable ZoneRules zone, boolean wholeDay) {
  ShownTime {
    requireNonNull(shown, "shown is null");
  }

  /** The zone of its clock. */
  ZoneRules clock(ZoneRules ward) {
    return zone == null ? ward : zone;
  }

  /** When it is so. */
  Instant instant(ZoneRules ward) {
    return instant(shown, clock(ward));
  }

  /** What the clock of another zone shows then; a whole day is the same day on every clock. */
  LocalDateTime on(ZoneRules other, ZoneRules ward) {
    if (wholeDay || clock(ward).equals(other)) {
      return shown;
    }
    Instant instant = instant(ward);
    return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, other.getOffset(instant));
  }

  /**
   * When a clock shows a time: the first time if it does so twice, and one that it leaves out
   * counts as the one as much later.
   */
  static Instant instant(LocalDateTime shown, ZoneRules clock) {
    return shown.toInstant(clock.getOffset(shown));
  }
}
