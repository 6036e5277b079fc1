package dev.vigil.app.rota;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import biweekly.io.text.ICalReader;
import biweekly.property.RecurrenceId;
import biweekly.property.Sequence;
import biweekly.property.Uid;
import dev.vigil.app.rota.CalendarEntry.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a calendar as RFC 5545 has it. Nothing is decided here but what can't be read. */
final class CalendarParser {
  private static final String BEGIN = "BEGIN:VEVENT";
  private static final String END = "END:VCALENDAR";

  /** Who and when: what can't be read of these isn't passed over. */
  private static final Set<String> NEEDED =
      Set.of(
          "BEGIN",
          "END",
          "UID",
          "SUMMARY",
          "LOCATION",
          "CATEGORIES",
          "ATTENDEE",
          "STATUS",
          "DTSTART",
          "DTEND",
          "DURATION",
          "RRULE",
          "RDATE",
          "EXDATE",
          "EXRULE",
          "RECURRENCE-ID",
          "TZOFFSETFROM",
          "TZOFFSETTO");

  private final List<Integer> beginnings;
  private final List<CalendarEntry> entries = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private int events;

  private CalendarParser(List<Integer> beginnings) {
    this.beginnings = beginnings;
  }

  /**
   * What a file holds.
   *
   * @param refused where and why, of entries that can't be taken
   * @param others what is no event, such as a task
   */
  record Parsed(List<CalendarEntry> entries, List<String> refused, List<String> others) {
    Parsed {
      entries = List.copyOf(entries);
      refused = List.copyOf(refused);
      others = List.copyOf(others);
    }
  }

  static Parsed parse(String text) {
    CalendarParser parser = new CalendarParser(beginnings(text));
    parser.refused.addAll(TimeValues.refused(text));
    parser.read(text);
    if (!text.stripTrailing().toUpperCase(Locale.ROOT).endsWith(END)) {
      parser.refused.add("the file doesn't end with " + END + ": was it cut off?");
    } else if (parser.events != parser.beginnings.size()) {
      parser.refused.add(
          parser.beginnings.size()
              + " lines are "
              + BEGIN
              + ", and "
              + parser.events
              + " of them could be read");
    }
    return new Parsed(parser.entries, parser.refused, parser.others);
  }

  /** The parser keeps no lines. One that is folded begins with a space. */
  private static List<Integer> beginnings(String text) {
    List<Integer> beginnings = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).stripTrailing().equalsIgnoreCase(BEGIN)) {
        beginnings.add(i + 1);
      }
    }
    return beginnings;
  }

  private void read(String text) {
    try (ICalReader reader = new ICalReader(text)) {
      reader.registerScribe(new RemovedDays());
      for (ICalendar next = reader.readNext(); next != null; next = reader.readNext()) {
        reader.getWarnings().forEach(this::warn);
        read(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can't be read", e);
    } catch (RuntimeException | AssertionError e) {
      // biweekly works out the zones while it reads, and gives up on impossible ones like this.
      refused.add("a time zone or a rule in it can't be worked out: " + e);
    }
  }

  private void warn(ParseWarning warning) {
    String property = warning.getPropertyName();
    Integer line = warning.getLineNumber();
    if (line != null && (property == null || NEEDED.contains(property.toUpperCase(Locale.ROOT)))) {
      refused.add(
          "line " + line + (property == null ? "" : ", " + property) + ": " + warning.getMessage());
    }
  }

  private void read(ICalendar calendar) {
    if (calendar.getVersion() == ICalVersion.V1_0) {
      refused.add("it is a vCalendar of 1996 (VERSION:1.0), expected VERSION:2.0");
    }
    count(calendar.getTodos().size(), "VTODO");
    count(calendar.getJournals().size(), "VJOURNAL");
    count(calendar.getFreeBusies().size(), "VFREEBUSY");
    EventReading reading = new EventReading(new CalendarZones(calendar.getTimezoneInfo()));
    Map<String, Integer> newest = newest(calendar.getEvents());
    for (VEvent event : calendar.getEvents()) {
      Place place = place(event);
      if (sequence(event) < newest.getOrDefault(version(event), 0)) {
        others.add(place + ": an earlier version of one that is there too");
        continue;
      }
      try {
        entries.add(reading.entry(place, event));
      } catch (RefusedEntryException e) {
        refused.add(place + ": " + e.reason());
      }
    }
  }

  /** The last SEQUENCE of each event, and of each time of it that another stands for. */
  private static Map<String, Integer> newest(List<VEvent> events) {
    Map<String, Integer> newest = new HashMap<>();
    events.forEach(event -> newest.merge(version(event), sequence(event), Math::max));
    newest.remove("");
    return newest;
  }

  /** What versions of one event have in common; empty if it says of none. */
  private static String version(VEvent event) {
    Uid uid = event.getUid();
    if (uid == null || uid.getValue() == null || uid.getValue().isEmpty()) {
      return "";
    }
    RecurrenceId time = event.getRecurrenceId();
    boolean whole = time == null || time.getValue() == null;
    return uid.getValue() + (whole ? "" : "\n" + time.getValue().getRawComponents());
  }

  private static int sequence(VEvent event) {
    Sequence sequence = event.getSequence();
    return sequence == null || sequence.getValue() == null ? 0 : sequence.getValue();
  }

  private void count(int number, String kind) {
    if (number > 0) {
      others.add(number + " " + kind + ", which is no event");
    }
  }

  private Place place(VEvent event) {
    int line = events < beginnings.size() ? beginnings.get(events) : 0;
    events++;
    Uid uid = event.getUid();
    return new Place(line, uid == null || uid.getValue() == null ? "" : uid.getValue());
  }
}
