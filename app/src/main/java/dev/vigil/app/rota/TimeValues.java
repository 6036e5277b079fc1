package dev.vigil.app.rota;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times of events that are written as RFC 5545 doesn't have them. The parser reads as much of them
 * as it understands: 07:00 without seconds as a whole day, a time with an offset without it.
 */
final class TimeValues {
  private static final Pattern LINE =
      Pattern.compile(
          "(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)(?:;(?:\"[^\"]*\"|[^\":])*)?:(.*)",
          Pattern.CASE_INSENSITIVE);

  /** The second form is ISO 8601's extended one, which the parser reads too. */
  private static final Pattern TIME =
      Pattern.compile("\\d{8}(T\\d{6}Z?)?|\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}Z?)?");

  private static final Pattern DAY = Pattern.compile("[\\d-]+");
  private static final Pattern SAYS_DAY =
      Pattern.compile("[^:]*;VALUE=DATE[;:].*", Pattern.CASE_INSENSITIVE);

  private final List<String> refused = new ArrayList<>();
  private boolean inEvent;

  private TimeValues() {}

  /** Where and why. */
  static List<String> refused(String text) {
    TimeValues values = new TimeValues();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int first = i;
      StringBuilder whole = new StringBuilder(lines.get(i));
      while (i + 1 < lines.size() && isFolded(lines.get(i + 1))) {
        whole.append(lines.get(++i).substring(1));
      }
      values.line(first + 1, whole.toString().stripTrailing());
    }
    return values.refused;
  }

  private static boolean isFolded(String line) {
    return line.startsWith(" ") || line.startsWith("\t");
  }

  private void line(int number, String line) {
    if (line.equalsIgnoreCase("BEGIN:VEVENT")) {
      inEvent = true;
    } else if (line.equalsIgnoreCase("END:VEVENT")) {
      inEvent = false;
    }
    Matcher property = LINE.matcher(line);
    if (inEvent && property.matches()) {
      // Of an EXDATE the parser is told to see that it is a day.
      boolean needsTime =
          property.group(1).equalsIgnoreCase("RDATE") && !SAYS_DAY.matcher(line).matches();
      for (String value : property.group(2).split(",", -1)) {
        if (!isTime(value.strip()) || (needsTime && DAY.matcher(value.strip()).matches())) {
          refused.add(
              "line %d, %s: '%s' is no time, such as 20260401T070000, and no day, such as 20260401"
                  .formatted(number, property.group(1), value.strip()));
        }
      }
    }
  }

  /** Periods and what is empty are left to the parser. */
  private static boolean isTime(String value) {
    return value.isEmpty() || value.contains("/") || TIME.matcher(value).matches();
  }
}
