package dev.vigil.app.rota;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.zone.ZoneRules;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/**
 * When the shifts of an entry begin and end. They do so by the clock on the wall: a night shift
 * from 22:00 to 06:00 takes an hour more or less when the clocks change, and leaves no gap before
 * the next.
 */
final class Shifts {
  /** Twenty-seven years of days; a rule of seconds ends here. */
  private static final int MOST_REPETITIONS = 10_000;

  private final CalendarEntry entry;
  private final ZoneRules ward;
  private final ZoneRules clock;

  private Shifts(CalendarEntry entry, ZoneRules ward) {
    this.entry = requireNonNull(entry, "entry is null");
    this.ward = requireNonNull(ward, "ward is null");
    this.clock = entry.from().clock(ward);
  }

  /** One time of an entry. */
  record Shift(Instant from, Instant until) {}

  /**
   * Works them out.
   *
   * @param replaced times that other entries stand for
   * @param ward zone of its clock
   * @param horizon a repeated entry comes no more from here on
   * @return in order of time
   */
  static List<Shift> of(
      CalendarEntry entry, Collection<ShownTime> replaced, ZoneRules ward, Instant horizon)
      throws RefusedEntryException {
    Shifts shifts = new Shifts(entry, ward);
    TreeSet<LocalDateTime> starts = shifts.byRule(horizon);
    entry.recurring().added().forEach(time -> starts.add(time.on(shifts.clock, ward)));
    starts.removeIf(
        start ->
            shifts.isAmong(entry.recurring().removed(), start) || shifts.isAmong(replaced, start));
    Duration length = Duration.between(entry.from().shown(), entry.until().on(shifts.clock, ward));
    return starts.stream()
        .map(start -> new Shift(shifts.at(start), shifts.at(start.plus(length))))
        .toList();
  }

  private Instant at(LocalDateTime shown) {
    return ShownTime.instant(shown, clock);
  }

  private TreeSet<LocalDateTime> byRule(Instant horizon) throws RefusedEntryException {
    LocalDateTime first = entry.from().shown();
    TreeSet<LocalDateTime> starts = new TreeSet<>(List.of(first));
    Repetition rule = entry.recurring().rule();
    if (rule == null) {
      return starts;
    }
    Iterator<LocalDateTime> times = rule.from(first);
    if (!times.hasNext() || !times.next().equals(first)) {
      throw new RefusedEntryException(
          "its DTSTART is none of the times of its RRULE: RFC 5545 doesn't say what that means");
    }
    while (times.hasNext()) {
      LocalDateTime start = times.next();
      if (!at(start).isBefore(horizon) || isPastTheEnd(start)) {
        return starts;
      }
      starts.add(start);
      if (starts.size() > MOST_REPETITIONS) {
        throw new RefusedEntryException(
            "it comes over " + MOST_REPETITIONS + " times by its RRULE, expected a shift a day");
      }
    }
    return starts;
  }

  private boolean isPastTheEnd(LocalDateTime start) {
    ShownTime end = entry.recurring().end();
    if (end == null) {
      return false;
    }
    return end.wholeDay()
        ? start.toLocalDate().isAfter(end.shown().toLocalDate())
        : at(start).isAfter(end.instant(ward));
  }

  private boolean isAmong(Collection<ShownTime> times, LocalDateTime start) {
    return times.stream()
        .anyMatch(
            time ->
                time.wholeDay()
                    ? time.shown().toLocalDate().equals(start.toLocalDate())
                    : time.on(clock, ward).equals(start));
  }
}
