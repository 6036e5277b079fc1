package dev.vigil.app.rota;

import biweekly.component.VEvent;
import biweekly.parameter.CalendarUserType;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.property.Categories;
import biweekly.property.DateEnd;
import biweekly.property.DateStart;
import biweekly.property.DurationProperty;
import biweekly.property.ExceptionDates;
import biweekly.property.ExceptionRule;
import biweekly.property.RecurrenceDates;
import biweekly.property.RecurrenceId;
import biweekly.property.RecurrenceRule;
import biweekly.property.Status;
import biweekly.property.TextProperty;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import dev.vigil.app.rota.CalendarEntry.Names;
import dev.vigil.app.rota.CalendarEntry.Person;
import dev.vigil.app.rota.CalendarEntry.Place;
import dev.vigil.app.rota.CalendarEntry.Recurring;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a rota's part out of what biweekly has read of an event. */
final class EventReading {
  /** CUTYPE of attendees who can't be on duty. */
  private static final Set<String> THINGS = Set.of("ROOM", "RESOURCE");

  private static final Set<String> NOT_COMING = Set.of("DECLINED", "DELEGATED");

  private final CalendarZones zones;

  EventReading(CalendarZones zones) {
    this.zones = zones;
  }

  CalendarEntry entry(Place place, VEvent event) throws RefusedEntryException {
    DateStart start = event.getDateStart();
    if (start == null || start.getValue() == null) {
      throw new RefusedEntryException("it has no DTSTART");
    }
    ShownTime from = zones.time(start, start.getValue());
    Status status = event.getStatus();
    return new CalendarEntry(
        place,
        names(event),
        status != null && status.isCancelled(),
        from,
        until(event, from),
        recurring(event, from),
        replaces(place, event));
  }

  private ShownTime until(VEvent event, ShownTime from) throws RefusedEntryException {
    DateEnd end = event.getDateEnd();
    if (end != null && end.getValue() != null) {
      ShownTime until = zones.time(end, end.getValue());
      if (until.wholeDay() != from.wholeDay()) {
        throw new RefusedEntryException("of its DTSTART and DTEND one is a day, the other a time");
      }
      return until;
    }
    DurationProperty duration = event.getDuration();
    if (duration != null && duration.getValue() != null) {
      Duration length = Duration.ofMillis(duration.getValue().toMillis());
      return new ShownTime(from.shown().plus(length), from.zone(), false);
    }
    if (!from.wholeDay()) {
      throw new RefusedEntryException("it has no end: neither DTEND nor DURATION");
    }
    return new ShownTime(from.shown().plusDays(1), from.zone(), true);
  }

  private Recurring recurring(VEvent event, ShownTime from) throws RefusedEntryException {
    List<RecurrenceRule> rules = event.getProperties(RecurrenceRule.class);
    if (rules.size() > 1 || !event.getProperties(ExceptionRule.class).isEmpty()) {
      throw new RefusedEntryException("it has several RRULEs or an EXRULE, expected one RRULE");
    }
    List<ShownTime> added = new ArrayList<>();
    for (RecurrenceDates dates : event.getRecurrenceDates()) {
      if (!dates.getPeriods().isEmpty()) {
        throw new RefusedEntryException("its RDATE has periods, expected times");
      }
      for (ICalDate date : dates.getDates()) {
        ShownTime time = zones.time(dates, date);
        if (time.wholeDay() != from.wholeDay()) {
          throw new RefusedEntryException(
              "of its DTSTART and RDATE one is a day, the other a time");
        }
        added.add(time);
      }
    }
    List<ShownTime> removed = new ArrayList<>();
    for (ExceptionDates dates : event.getExceptionDates()) {
      for (ICalDate date : dates.getValues()) {
        removed.add(zones.time(dates, date));
      }
    }
    Recurrence rule = rules.isEmpty() ? null : rules.get(0).getValue();
    return new Recurring(
        rule == null ? null : RuleRepetition.of(rule),
        rule == null ? null : end(rule, from),
        added,
        removed);
  }

  private static @Nullable ShownTime end(Recurrence rule, ShownTime from)
      throws RefusedEntryException {
    if (rule.getFrequency() == null) {
      throw new RefusedEntryException("its RRULE has no FREQ");
    }
    ICalDate until = rule.getUntil();
    if (until == null) {
      return null;
    }
    DateTimeComponents end = until.getRawComponents();
    return new ShownTime(
        CalendarZones.shown(end),
        end.isUtc() ? ZoneOffset.UTC.getRules() : from.zone(),
        !end.hasTime());
  }

  private @Nullable ShownTime replaces(Place place, VEvent event) throws RefusedEntryException {
    RecurrenceId replaced = event.getRecurrenceId();
    if (replaced == null || replaced.getValue() == null) {
      return null;
    }
    if (replaced.getRange() != null) {
      throw new RefusedEntryException("it changes all times after its RECURRENCE-ID (RANGE)");
    }
    if (place.uid().isEmpty()) {
      throw new RefusedEntryException("it has a RECURRENCE-ID, but no UID");
    }
    return zones.time(replaced, replaced.getValue());
  }

  private static Names names(VEvent event) throws RefusedEntryException {
    List<String> categories = new ArrayList<>();
    for (Categories each : event.getCategories()) {
      categories.addAll(each.getValues());
    }
    List<Person> attendees = new ArrayList<>();
    for (Attendee attendee : event.getAttendees()) {
      CalendarUserType type = attendee.getCalendarUserType();
      if (type == null || !THINGS.contains(type.getValue())) {
        attendees.add(person(attendee));
      }
    }
    return new Names(text(event.getSummary()), text(event.getLocation()), categories, attendees);
  }

  private static Person person(Attendee attendee) throws RefusedEntryException {
    String name = attendee.getCommonName();
    String address = address(attendee);
    boolean named = name != null && !name.isBlank();
    if (!named && address == null) {
      throw new RefusedEntryException("it has an ATTENDEE without a name (CN) or an address");
    }
    ParticipationStatus status = attendee.getParticipationStatus();
    return new Person(
        named ? name.strip() : null,
        address,
        status != null && NOT_COMING.contains(status.getValue()));
  }

  /** Some programs leave out {@code mailto:}. */
  private static @Nullable String address(Attendee attendee) {
    String uri = attendee.getUri();
    boolean bare = uri != null && uri.matches("[^@:\\s]+@[^@:\\s]+");
    return bare ? uri : attendee.getEmail();
  }

  private static String text(@Nullable TextProperty property) {
    return property == null || property.getValue() == null ? "" : property.getValue();
  }
}
