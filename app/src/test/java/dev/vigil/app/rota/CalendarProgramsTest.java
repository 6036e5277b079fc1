package dev.vigil.app.rota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real programs write and RFC 5545 doesn't have; each is of the shape of a real export. */
class CalendarProgramsTest {
  private static final CalendarTerms NURSES =
      new CalendarTerms(
          "b",
          "nurse",
          null,
          Set.of(),
          Instant.parse("2026-03-01T00:00:00Z"),
          Instant.parse("2026-05-01T00:00:00Z"));

  @TempDir private Path folder;

  private static Rota read(Path file) {
    return CalendarRota.read(file, NURSES, ward -> ZoneId.of("Europe/Zurich"));
  }

  private static List<String> duties(Rota rota) {
    return rota.duties().getOrDefault("b", List.of()).stream()
        .map(duty -> duty.person() + " " + duty.from() + " " + duty.until())
        .toList();
  }

  private Path event(String... lines) throws Exception {
    return calendar("BEGIN:VEVENT\nUID:x\n" + String.join("\n", lines) + "\nEND:VEVENT\n");
  }

  private Path calendar(String parts) throws Exception {
    return Files.writeString(
        folder.resolve("rota.ics"), "BEGIN:VCALENDAR\nVERSION:2.0\n" + parts + "END:VCALENDAR\n");
  }

  /** As Outlook, Exchange, Evolution and Thunderbird name zones that they don't define. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "W. Europe Standard Time",
        "\"W. Europe Standard Time\"",
        "/freeassociation.sourceforge.net/Tzfile/Europe/Berlin",
        "/mozilla.org/20070129_1/Europe/Berlin",
        "UTC+02",
      })
  void zoneOfAnotherName_isKnown(String zone) throws Exception {
    Path file =
        event(
            "SUMMARY:Anna",
            "DTSTART;TZID=" + zone + ":20260401T070000",
            "DTEND;TZID=" + zone + ":20260401T150000");

    assertThat(duties(read(file)))
        .containsExactly("Anna 2026-04-01T05:00:00Z 2026-04-01T13:00:00Z");
  }

  @Test
  void wholeDayOfExchange_isReplacedByATimeWithAnOffset() throws Exception {
    Path file =
        event(
            "SUMMARY:Anna",
            "DTSTART;VALUE=DATE:20260401",
            "DTEND;VALUE=DATE:20260402",
            "RRULE:FREQ=DAILY;UNTIL=20260402T220000Z",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:x",
            "RECURRENCE-ID;TZID=UTC+02:20260402T000000",
            "SUMMARY:Ben",
            "DTSTART;VALUE=DATE:20260402",
            "DTEND;VALUE=DATE:20260403");

    assertThat(duties(read(file)))
        .containsExactlyInAnyOrder(
            "Anna 2026-03-31T22:00:00Z 2026-04-01T22:00:00Z",
            "Anna 2026-04-02T22:00:00Z 2026-04-03T22:00:00Z",
            "Ben 2026-04-01T22:00:00Z 2026-04-02T22:00:00Z");
  }

  @Test
  void earlierVersionOfAnEvent_isLeftOut() throws Exception {
    Path file =
        event(
            "SEQUENCE:2",
            "SUMMARY:Ben",
            "DTSTART:20260402T070000",
            "DTEND:20260402T150000",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:x",
            "SEQUENCE:1",
            "SUMMARY:Anna",
            "DTSTART:20260401T070000",
            "DTEND:20260401T150000");

    Rota rota = read(file);

    assertThat(duties(rota)).containsExactly("Ben 2026-04-02T05:00:00Z 2026-04-02T13:00:00Z");
    assertThat(rota.leftOut())
        .containsExactly("line 10 (UID x): an earlier version of one that is there too");
  }

  /** Some programs leave out {@code VALUE=DATE}. */
  @ParameterizedTest
  @ValueSource(strings = {"EXDATE:20260402", "EXDATE;VALUE=DATE:20260402"})
  void dayWithoutATime_isNoTimeOfTheShift(String removed) throws Exception {
    Path file =
        event(
            "SUMMARY:Anna",
            "DTSTART:20260401T070000",
            "DTEND:20260401T150000",
            "RRULE:FREQ=DAILY;COUNT=3",
            removed);

    assertThat(duties(read(file)))
        .containsExactly(
            "Anna 2026-04-01T05:00:00Z 2026-04-01T13:00:00Z",
            "Anna 2026-04-03T05:00:00Z 2026-04-03T13:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"20260401T0700", "20260401T070000+0200", "2026-04-01 07:00", "07:00"})
  void timeThatIsNotWrittenAsOne_isRefused_andNotTakenForAnother(String time) throws Exception {
    Path file = event("SUMMARY:Anna", "DTSTART:" + time, "DURATION:PT8H");

    assertThatThrownBy(() -> read(file))
        .hasMessageContaining("line 6, DTSTART: '" + time + "' is no time");
  }

  @Test
  void foldedListOfRemovedTimes_isReadWhole() throws Exception {
    Path file =
        event(
            "SUMMARY:Anna",
            "DTSTART;TZID=Europe/Zurich:20260401T070000",
            "DTEND;TZID=Europe/Zurich:20260401T150000",
            "RRULE:FREQ=DAILY;COUNT=4",
            "EXDATE;TZID=Europe/Zurich:20260401T070000,20260402T0",
            " 70000,20260403T070000");

    assertThat(duties(read(file)))
        .containsExactly("Anna 2026-04-04T05:00:00Z 2026-04-04T13:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RDATE;VALUE=DATE:20260403 | of its DTSTART and RDATE one is a day, the other a time",
        "RDATE:20260403 | RDATE: '20260403' is no time",
        "RDATE:2026-04-03 | RDATE: '2026-04-03' is no time",
        "RDATE;VALUE=DATE-TIME:20260403 | RDATE: '20260403' is no time",
      })
  void dayAddedToAShiftWithTimes_isRefused(String added, String reason) throws Exception {
    Path file = event("SUMMARY:Anna", "DTSTART:20260401T070000", "DTEND:20260401T150000", added);

    assertThatThrownBy(() -> read(file)).hasMessageContaining(reason);
  }

  /** As Evolution writes it: a path before the zone's name, and an offset with seconds in it. */
  @Test
  void definedZoneWithAPath_isTakenAsItIsDefined() throws Exception {
    Path file =
        calendar(
            """
            BEGIN:VTIMEZONE
            TZID:/freeassociation.sourceforge.net/Tzfile/Europe/Berlin
            X-LIC-LOCATION:Europe/Berlin
            BEGIN:STANDARD
            DTSTART:18930401T000000
            TZOFFSETFROM:+005328
            TZOFFSETTO:+0100
            END:STANDARD
            BEGIN:STANDARD
            TZNAME:CET
            DTSTART:19701028T030000
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            END:STANDARD
            BEGIN:DAYLIGHT
            TZNAME:CEST
            DTSTART:19700325T020000
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            END:DAYLIGHT
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:x
            SUMMARY:Anna
            DTSTART;TZID=/freeassociation.sourceforge.net/Tzfile/Europe/Berlin:
             20260401T070000
            DTEND;TZID=/freeassociation.sourceforge.net/Tzfile/Europe/Berlin:
             20260401T150000
            END:VEVENT
            """);

    assertThat(duties(read(file)))
        .containsExactly("Anna 2026-04-01T05:00:00Z 2026-04-01T13:00:00Z");
  }

  /** As in a test of libical's. */
  @Test
  void zoneThatCannotBeWorkedOut_isRefused() throws Exception {
    Path file =
        calendar(
            """
            BEGIN:VTIMEZONE
            TZID:Nowhere
            BEGIN:STANDARD
            DTSTART:00000000T000000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=0
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:x
            SUMMARY:Anna
            DTSTART;TZID=Nowhere:20260401T070000
            DTEND;TZID=Nowhere:20260401T150000
            END:VEVENT
            """);

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("a time zone or a rule in it can't be worked out");
  }

  @Test
  void ruleThatCannotBeWorkedOut_isRefused() throws Exception {
    Path file =
        event(
            "SUMMARY:Anna",
            "DTSTART:20260401T070000",
            "DTEND:20260401T150000",
            "RRULE:FREQ=YEARLY;BYMONTH=0;BYDAY=-1SU");

    assertThatThrownBy(() -> read(file)).isInstanceOf(VigilException.class);
  }

  /** em Client's zones begin in the year 1. */
  @Test
  void zoneThatBeginsInTheYearOne_isTakenAsItIsDefined() throws Exception {
    Path file =
        calendar(
            """
            BEGIN:VTIMEZONE
            TZID:Somewhere Standard Time
            BEGIN:DAYLIGHT
            DTSTART:00010325T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            BEGIN:STANDARD
            DTSTART:00011028T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:x
            SUMMARY:Anna
            DTSTART;TZID="Somewhere Standard Time":20260328T070000
            DTEND;TZID="Somewhere Standard Time":20260328T150000
            RRULE:FREQ=DAILY;COUNT=2
            END:VEVENT
            """);

    assertThat(duties(read(file)))
        .containsExactly(
            "Anna 2026-03-28T06:00:00Z 2026-03-28T14:00:00Z",
            "Anna 2026-03-29T05:00:00Z 2026-03-29T13:00:00Z");
  }
}
