package dev.vigil.app.rota;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.wards.Duty;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.rota.Shifts.Shift;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Who is on duty, as a calendar: each VEVENT is a shift, or one that comes again. */
public final class CalendarRota {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int MOST_REFUSED = 20;

  private final CalendarTerms terms;
  private final Function<String, ZoneId> zoneOf;
  private final Map<String, List<ShownTime>> replaced = new HashMap<>();
  private final SortedMap<String, Set<Duty>> duties = new TreeMap<>();
  private final List<String> refused = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private int asked;
  private int over;
  private int later;

  private CalendarRota(CalendarTerms terms, Function<String, ZoneId> zoneOf) {
    this.terms = requireNonNull(terms, "terms is null");
    this.zoneOf = requireNonNull(zoneOf, "zoneOf is null");
  }

  /** Whether a file is a calendar, by how it begins. */
  public static boolean isCalendar(Path file) {
    try (var lines = Files.lines(file)) {
      return lines
          .findFirst()
          .map(first -> first.replace(BYTE_ORDER_MARK, "").strip())
          .filter("BEGIN:VCALENDAR"::equalsIgnoreCase)
          .isPresent();
    } catch (IOException | UncheckedIOException e) {
      return false; // who reads it as a table says what is wrong
    }
  }

  /**
   * Reads one. Either all of it can be taken, or nothing is.
   *
   * @param zoneOf of a ward's clock, on which whole days and times without a zone are meant
   * @throws VigilException if an entry can't be taken, by line, UID and reason
   */
  public static Rota read(Path file, CalendarTerms terms, Function<String, ZoneId> zoneOf) {
    CalendarParser.Parsed parsed = CalendarParser.parse(text(file));
    CalendarRota rota = new CalendarRota(terms, zoneOf);
    rota.refused.addAll(parsed.refused());
    rota.leftOut.addAll(parsed.others());
    parsed.entries().forEach(rota::replace);
    parsed.entries().forEach(rota::take);
    return rota.taken(file);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).replace(BYTE_ORDER_MARK, "");
    } catch (MalformedInputException e) {
      throw VigilException.usage(file + " is not UTF-8: save it as such.");
    } catch (IOException e) {
      throw VigilException.usage(file + " can't be read: does it exist, and may you read it?");
    }
  }

  private void replace(CalendarEntry entry) {
    ShownTime time = entry.replaces();
    if (time != null) {
      replaced.computeIfAbsent(entry.place().uid(), uid -> new ArrayList<>()).add(time);
    }
  }

  private void take(CalendarEntry entry) {
    if (terms.leftOut().contains(entry.names().summary().strip())) {
      asked++;
      return;
    }
    if (entry.cancelled()) {
      leftOut.add(entry.place() + ": cancelled");
      return;
    }
    try {
      DutyNames names = DutyNames.of(entry.names(), terms);
      if (names.people().isEmpty()) {
        leftOut.add(entry.place() + ": declined by everybody");
      }
      ZoneRules ward = zoneOf.apply(names.ward()).getRules();
      for (Shift shift : Shifts.of(entry, replacedOf(entry), ward, terms.until())) {
        take(entry, names, shift);
      }
    } catch (RefusedEntryException e) {
      refused.add(entry.place() + ": " + e.reason());
    } catch (IllegalArgumentException e) {
      refused.add(entry.place() + ": " + e.getMessage());
    } catch (AssertionError e) {
      // What biweekly says of a rule that is impossible, such as one of the month 0.
      refused.add(entry.place() + ": its RRULE can't be worked out");
    }
  }

  private List<ShownTime> replacedOf(CalendarEntry entry) {
    return entry.replaces() == null
        ? replaced.getOrDefault(entry.place().uid(), List.of())
        : List.of();
  }

  private void take(CalendarEntry entry, DutyNames names, Shift shift) {
    for (DutyNames.OnDuty each : names.people()) {
      Duty duty =
          new Duty(names.role(), each.person(), each.contact(), shift.from(), shift.until());
      if (!shift.until().isAfter(terms.from())) {
        over++;
      } else if (!shift.from().isBefore(terms.until())) {
        later++;
      } else if (!duties.computeIfAbsent(names.ward(), ward -> new LinkedHashSet<>()).add(duty)) {
        leftOut.add(entry.place() + ": the same as another, from " + duty.from());
      }
    }
  }

  private Rota taken(Path file) {
    if (!refused.isEmpty()) {
      throw VigilException.usage(file + " can't be taken, nothing was changed:" + reasons());
    }
    count(asked, "that you left out by title");
    count(over, "over before " + terms.from());
    count(later, "from " + terms.until() + " on or later");
    if (duties.isEmpty()) {
      throw VigilException.usage(
          file
              + " has no duty from "
              + terms.from()
              + " until "
              + terms.until()
              + " ("
              + (leftOut.isEmpty() ? "no entries" : String.join("; ", leftOut))
              + "): nothing was changed.");
    }
    SortedMap<String, List<Duty>> lists = new TreeMap<>();
    duties.forEach((ward, each) -> lists.put(ward, List.copyOf(each)));
    return new Rota(lists, leftOut);
  }

  private String reasons() {
    StringBuilder reasons = new StringBuilder();
    refused.stream()
        .limit(MOST_REFUSED)
        .forEach(reason -> reasons.append("\n  ").append(reason).append('.'));
    if (refused.size() > MOST_REFUSED) {
      reasons.append("\n  and ").append(refused.size() - MOST_REFUSED).append(" more.");
    }
    return reasons.toString();
  }

  private void count(int number, String what) {
    if (number > 0) {
      leftOut.add(number + (number == 1 ? " duty " : " duties ") + what);
    }
  }
}
