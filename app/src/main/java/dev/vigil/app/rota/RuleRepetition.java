package dev.vigil.app.rota;

import static java.util.Objects.requireNonNull;

import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Iterator;
import java.util.TimeZone;

/**
 * A RRULE. It is worked out on a clock without changes of its offset, so that a shift that begins
 * at seven always does; its end is left to {@link CalendarEntry.Recurring}.
 */
final class RuleRepetition implements Repetition {
  private final Recurrence rule;

  private RuleRepetition(Recurrence rule) {
    this.rule = rule;
  }

  static RuleRepetition of(Recurrence rule) {
    requireNonNull(rule, "rule is null");
    return new RuleRepetition(new Recurrence.Builder(rule).until((ICalDate) null).build());
  }

  @Override
  public Iterator<LocalDateTime> from(LocalDateTime first) {
    Date start = Date.from(first.toInstant(ZoneOffset.UTC));
    DateIterator dates = rule.getDateIterator(start, TimeZone.getTimeZone("UTC"));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return dates.hasNext();
      }

      @Override
      public LocalDateTime next() {
        return LocalDateTime.ofInstant(dates.next().toInstant(), ZoneOffset.UTC);
      }
    };
  }
}
