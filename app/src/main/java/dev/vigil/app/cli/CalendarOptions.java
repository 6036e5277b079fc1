package dev.vigil.app.cli;

import dev.vigil.app.rota.CalendarTerms;
import dev.vigil.app.rota.SummaryForm;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is said beside a calendar, which knows no wards and no roles. */
final class CalendarOptions {
  private static final int USUAL_DAYS = 60;
  private static final int MOST_DAYS = 366;

  @Option(
      names = "--ward",
      paramLabel = "WARD",
      converter = NonBlank.class,
      description = "Of all its shifts; else {ward} in --summary, or each one's LOCATION.")
  private @Nullable String ward;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      converter = NonBlank.class,
      description =
          "Of all its shifts; else {role} in --summary, or each one's single CATEGORIES. With it,"
              + " the ward's other roles keep their duties.")
  private @Nullable String role;

  @Option(
      names = "--summary",
      paramLabel = "FORM",
      converter = Form.class,
      description =
          "How titles are made, such as '{role}: {person} (ward {ward})'; {} stands for any text."
              + " Without {person} the attendees are on duty, or whom the title names.")
  private @Nullable SummaryForm form;

  @Option(
      names = "--leave-out",
      paramLabel = "TITLE",
      description = "Entries of this title are no duties. May be given several times.")
  private @Nullable List<String> leftOut;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = InstantOption.class,
      description = "What is over by then isn't taken; now if it is left out.")
  private @Nullable Instant from;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "What begins later than so many days on isn't taken, 1 to 366; else 60.")
  private @Nullable Integer days;

  /** A form of titles. */
  static final class Form implements ITypeConverter<SummaryForm> {
    @Override
    public SummaryForm convert(String text) {
      try {
        return SummaryForm.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Whether one was given. */
  boolean any() {
    return ward != null
        || role != null
        || form != null
        || leftOut != null
        || from != null
        || days != null;
  }

  /** Null if each entry has its own. */
  @Nullable String role() {
    return role;
  }

  /**
   * All of them.
   *
   * @throws IllegalArgumentException if the days aren't what is allowed
   */
  CalendarTerms terms() {
    int horizon = days == null ? USUAL_DAYS : days;
    if (horizon < 1 || horizon > MOST_DAYS) {
      throw new IllegalArgumentException("--days is " + horizon + ", expected 1 to " + MOST_DAYS);
    }
    Instant begin = from == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : from;
    Set<String> titles = new HashSet<>();
    if (leftOut != null) {
      leftOut.forEach(title -> titles.add(title.strip()));
    }
    return new CalendarTerms(ward, role, form, titles, begin, begin.plus(Duration.ofDays(horizon)));
  }
}
