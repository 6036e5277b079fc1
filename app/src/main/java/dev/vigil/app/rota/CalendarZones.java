package dev.vigil.app.rota;

import biweekly.component.Observance;
import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.io.TimezoneInfo;
import biweekly.property.ICalProperty;
import biweekly.property.RecurrenceDates;
import biweekly.property.RecurrenceRule;
import biweekly.property.UtcOffsetProperty;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The time zones of a calendar: the JDK's where it knows the name, else as the calendar itself
 * defines them (Outlook has names of its own).
 */
final class CalendarZones {
  /** As far as a defined zone is worked out; nobody's rota goes that far. */
  private static final int LAST_YEAR = 2100;

  private final TimezoneInfo zones;

  CalendarZones(TimezoneInfo zones) {
    this.zones = zones;
  }

  /** A value of a property, on the clock that it names. */
  ShownTime time(ICalProperty property, ICalDate value) throws RefusedEntryException {
    DateTimeComponents shown = value.getRawComponents();
    if (shown == null) {
      throw new RefusedEntryException("it has a time that can't be read");
    }
    return new ShownTime(shown(shown), zone(property, shown), !shown.hasTime());
  }

  static LocalDateTime shown(DateTimeComponents time) throws RefusedEntryException {
    try {
      return LocalDateTime.of(
          time.getYear(),
          time.getMonth(),
          time.getDate(),
          time.getHour(),
          time.getMinute(),
          time.getSecond());
    } catch (DateTimeException e) {
      throw new RefusedEntryException("it has a time that no clock shows: " + time);
    }
  }

  private @Nullable ZoneRules zone(ICalProperty property, DateTimeComponents shown)
      throws RefusedEntryException {
    if (!shown.hasTime()) {
      return null;
    }
    if (shown.isUtc()) {
      return ZoneOffset.UTC.getRules();
    }
    TimezoneAssignment named = zones.getTimezone(property);
    if (named == null) {
      // Where a name means nothing to the parser, it stays where it stood.
      String unknown = property.getParameters().getTimezoneId();
      return unknown == null ? null : otherwise(unknown);
    }
    VTimezone defined = named.getComponent();
    String id = defined == null ? named.getGlobalId() : defined.getTimezoneId().getValue();
    if (ZoneId.getAvailableZoneIds().contains(id)) {
      return ZoneId.of(id).getRules();
    }
    return defined == null ? named.getTimeZone().toZoneId().getRules() : rules(defined);
  }

  private static ZoneRules otherwise(String name) throws RefusedEntryException {
    ZoneId zone = ZoneNames.zone(name);
    if (zone == null) {
      throw new RefusedEntryException(
          "its time zone '" + name + "' is not defined in the calendar (VTIMEZONE)");
    }
    return zone.getRules();
  }

  private static ZoneRules rules(VTimezone zone) throws RefusedEntryException {
    List<Observance> observances = new ArrayList<>(zone.getStandardTimes());
    observances.addAll(zone.getDaylightSavingsTime());
    Map<Instant, ZoneOffset> offsets = new TreeMap<>();
    ZoneOffset first = ZoneOffset.UTC;
    Instant earliest = Instant.MAX;
    for (Observance observance : observances) {
      ZoneOffset before = offset(observance.getTimezoneOffsetFrom());
      ZoneOffset after = offset(observance.getTimezoneOffsetTo());
      for (LocalDateTime change : changes(observance, before)) {
        Instant instant = change.toInstant(before);
        offsets.put(instant, after);
        if (instant.isBefore(earliest)) {
          earliest = instant;
          first = before;
        }
      }
    }
    if (offsets.isEmpty()) {
      throw new RefusedEntryException("its time zone is defined without an offset");
    }
    return ZoneRules.of(first, first, List.of(), transitions(first, offsets), List.of());
  }

  private static List<ZoneOffsetTransition> transitions(
      ZoneOffset first, Map<Instant, ZoneOffset> offsets) {
    List<ZoneOffsetTransition> transitions = new ArrayList<>();
    ZoneOffset before = first;
    for (Map.Entry<Instant, ZoneOffset> change : offsets.entrySet()) {
      ZoneOffset after = change.getValue();
      if (!after.equals(before)) {
        LocalDateTime shown = LocalDateTime.ofInstant(change.getKey(), before);
        transitions.add(ZoneOffsetTransition.of(shown, before, after));
      }
      before = after;
    }
    return transitions;
  }

  private static ZoneOffset offset(UtcOffsetProperty offset) throws RefusedEntryException {
    if (offset == null || offset.getValue() == null) {
      throw new RefusedEntryException("its time zone is defined without an offset");
    }
    return ZoneOffset.ofTotalSeconds(Math.toIntExact(offset.getValue().getMillis() / 1000));
  }

  /** When it begins to hold, by a clock that has the offset before. */
  private static List<LocalDateTime> changes(Observance observance, ZoneOffset before)
      throws RefusedEntryException {
    if (observance.getDateStart() == null || observance.getDateStart().getValue() == null) {
      throw new RefusedEntryException("its time zone is defined without a beginning");
    }
    LocalDateTime first = shown(observance.getDateStart().getValue().getRawComponents());
    List<LocalDateTime> changes = new ArrayList<>(List.of(first));
    for (RecurrenceRule property : observance.getProperties(RecurrenceRule.class)) {
      changes.addAll(changes(property.getValue(), first, before));
    }
    for (RecurrenceDates dates : observance.getRecurrenceDates()) {
      for (ICalDate date : dates.getDates()) {
        changes.add(shown(date.getRawComponents()));
      }
    }
    return changes;
  }

  private static List<LocalDateTime> changes(
      Recurrence rule, LocalDateTime first, ZoneOffset before) {
    ICalDate end = rule.getUntil();
    List<LocalDateTime> changes = new ArrayList<>();
    Iterator<LocalDateTime> times = RuleRepetition.of(rule).from(first);
    while (times.hasNext()) {
      LocalDateTime time = times.next();
      boolean over = end != null && time.toInstant(before).isAfter(end.toInstant());
      if (over || time.getYear() > LAST_YEAR) {
        return changes;
      }
      changes.add(time);
    }
    return changes;
  }
}
