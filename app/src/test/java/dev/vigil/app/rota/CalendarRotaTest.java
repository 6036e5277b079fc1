package dev.vigil.app.rota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.alerting.wards.Duty;
import dev.vigil.app.failure.VigilException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calendars as several programs write them; the ward's clock is Zurich's. */
class CalendarRotaTest {
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  @TempDir private Path folder;

  private static CalendarTerms terms(
      @Nullable String ward, @Nullable String role, @Nullable String form) {
    return new CalendarTerms(
        ward, role, form == null ? null : SummaryForm.parse(form), Set.of(), MARCH, MAY);
  }

  private static Rota read(Path file, CalendarTerms terms) {
    return CalendarRota.read(file, terms, ward -> ZoneId.of("Europe/Zurich"));
  }

  private static Path style(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(CalendarRotaTest.class.getResource(name)).toURI());
  }

  private static List<String> duties(Rota rota, String ward) {
    return rota.duties().getOrDefault(ward, List.of()).stream()
        .map(duty -> duty.person() + " " + duty.from() + " " + duty.until())
        .toList();
  }

  private Path event(String... lines) throws Exception {
    return Files.writeString(
        folder.resolve("rota.ics"),
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:x\n"
            + String.join("\n", lines)
            + "\nEND:VEVENT\nEND:VCALENDAR\n");
  }

  @Test
  void repeatedNight_endsByTheWallClock_withoutItsException_andWithItsSwap() throws Exception {
    Rota rota = read(style("shared-calendar.ics"), terms("b", "nurse", null));

    assertThat(rota.duties()).containsOnlyKeys("b");
    assertThat(duties(rota, "b"))
        .containsExactly(
            "Anna Lin 2026-03-27T21:00:00Z 2026-03-28T05:00:00Z",
            "Anna Lin 2026-03-28T21:00:00Z 2026-03-29T04:00:00Z", // the clocks change: 7 h
            "Ben Ott 2026-03-29T21:00:00Z 2026-03-30T04:00:00Z");
    assertThat(rota.duties().get("b")).extracting(Duty::role).containsOnly("nurse");
    assertThat(rota.duties().get("b"))
        .extracting(Duty::contact)
        .containsExactly("anna.lin@ward.example", "anna.lin@ward.example", "ben.ott@ward.example");
    assertThat(rota.leftOut()).isEmpty();
  }

  @Test
  void zoneOfTheCalendarsOwn_isTakenAsItIsDefined_andWardAndRoleFromTheEntry() throws Exception {
    Rota rota = read(style("office.ics"), terms(null, null, null));

    assertThat(duties(rota, "b"))
        .containsExactly(
            "Lin, Anna 2026-03-23T06:00:00Z 2026-03-23T14:00:00Z",
            "Lin, Anna 2026-03-30T05:00:00Z 2026-03-30T13:00:00Z",
            "Lin, Anna 2026-04-06T05:00:00Z 2026-04-06T13:00:00Z");
    assertThat(rota.duties().get("b")).extracting(Duty::role).containsOnly("nurse in charge");
  }

  @Test
  void title_saysWhoAndWhere_byItsForm() throws Exception {
    Rota rota =
        read(
            style("on-call.ics"),
            terms(null, "physician", "On Call - {person} - Ward {ward} physicians"));

    assertThat(duties(rota, "b"))
        .containsExactly(
            "Dr. Kim 2026-03-31T18:00:00Z 2026-04-01T06:00:00Z",
            "Dr. Lee 2026-04-01T06:00:00Z 2026-04-02T06:00:00Z");
    assertThat(rota.duties().get("b"))
        .extracting(Duty::contact)
        .containsExactly("kim@ward.example", "lee@ward.example");
  }

  @Test
  void wholeDaysAndTimesWithoutZone_areOfTheWardsClock_andWhatIsNoDutyIsSaid() throws Exception {
    CalendarTerms all = terms("b", null, "{role}: {person}");
    CalendarTerms terms =
        new CalendarTerms(
            all.ward(), null, all.form(), Set.of("Public holiday"), all.from(), all.until());

    Rota rota = read(style("planner.ics"), terms);

    assertThat(duties(rota, "b"))
        .containsExactly(
            "Cem 2026-03-31T22:00:00Z 2026-04-01T22:00:00Z",
            "Cem 2026-04-02T22:00:00Z 2026-04-03T22:00:00Z",
            "Dan 2026-04-02T05:00:00Z 2026-04-02T13:00:00Z");
    assertThat(rota.leftOut())
        .containsExactly(
            "1 VTODO, which is no event",
            "line 20 (UID s3): cancelled",
            "line 33 (UID s5): declined by everybody",
            "line 40 (UID s6): the same as another, from 2026-04-02T05:00:00Z",
            "1 duty that you left out by title",
            "1 duty over before 2026-03-01T00:00:00Z");
  }

  @Test
  void endlessRule_isTakenAsFarAsTheHorizon() throws Exception {
    Path file =
        event(
            "SUMMARY:Anna", "DTSTART:20100101T070000", "DTEND:20100101T150000", "RRULE:FREQ=DAILY");

    Rota rota = read(file, terms("b", "nurse", null));

    assertThat(duties(rota, "b"))
        .hasSize(61)
        .startsWith("Anna 2026-03-01T06:00:00Z 2026-03-01T14:00:00Z")
        .endsWith("Anna 2026-04-30T05:00:00Z 2026-04-30T13:00:00Z");
    assertThat(rota.leftOut()).hasSize(1).first().asString().endsWith("over before " + MARCH);
  }

  /** Lines have {@code &} between them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DTEND:20260401T150000 | it has no DTSTART",
        "DTSTART:20260401T070000 | it has no end",
        "DTSTART:20260401T070000 & DTEND:20260401T060000 | ends before it begins",
        "DTSTART:20260401T070000 & DTEND;VALUE=DATE:20260402 | one is a day, the other a time",
        "DTSTART:20261301T070000 & DURATION:PT8H | a time that no clock shows",
        "DTSTART;TZID=Mars/Olympus:20260401T070000 & DURATION:PT8H | 'Mars/Olympus' is not defined",
        "DTSTART:yesterday & DURATION:PT8H | line 6, DTSTART",
        "DTSTART:20260401T070000 & DURATION:long | DURATION",
        "DTSTART:20260401T070000 & DURATION:PT8H & RRULE:FREQ=OFTEN | RRULE",
        "DTSTART:20260401T070000 & DURATION:PT8H & RRULE:FREQ=WEEKLY;BYDAY=MO | none of the times",
        "DTSTART:20260401T070000 & DURATION:PT8H & RRULE:FREQ=SECONDLY | over 10000 times",
        "DTSTART:20260401T070000 & DURATION:PT8H & EXRULE:FREQ=DAILY | EXRULE",
        "DTSTART:20260401T070000 & DURATION:PT8H & ATTENDEE:urn:uuid:1 | without a name",
        "DTSTART:20260401T070000 & DURATION:PT8H & ATTENDEE;CN=A:mailto:a b | no e-mail address",
        "DTSTART:20260401T070000 & DURATION:PT8H &"
            + " RECURRENCE-ID;RANGE=THISANDFUTURE:20260401T070000| RANGE",
      })
  void entry_thatCannotBeTaken_isRefusedByPlaceAndReason(String lines, String reason)
      throws Exception {
    Path file = event(("SUMMARY:Anna & " + lines).split(" & ", -1));

    assertThatThrownBy(() -> read(file, terms("b", "nurse", null)))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("nothing was changed")
        .hasMessageContaining("line ")
        .hasMessageContaining(reason);
  }

  @Test
  void everyBadEntry_isNamed_andOneOfThemStopsAll() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("rota.ics"),
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VEVENT
            UID:good
            SUMMARY:Anna
            LOCATION:b
            DTSTART:20260401T070000
            DURATION:PT8H
            END:VEVENT
            BEGIN:VEVENT
            UID:no-ward
            SUMMARY:Ben
            DTSTART:20260401T150000
            DURATION:PT8H
            END:VEVENT
            BEGIN:VEVENT
            LOCATION:b
            DTSTART:20260401T230000
            DURATION:PT8H
            END:VEVENT
            END:VCALENDAR
            """);

    assertThatThrownBy(() -> read(file, terms(null, "nurse", null)))
        .hasMessageContaining("line 10 (UID no-ward): it names no ward")
        .hasMessageContaining("line 16: it names nobody");
    assertThatThrownBy(() -> read(file, terms("b", null, null)))
        .hasMessageContaining("line 3 (UID good): it names no role");
    assertThatThrownBy(() -> read(file, terms("b", "nurse", "{person} at work")))
        .hasMessageContaining("its SUMMARY 'Anna' is not of the form '{person} at work'");
  }

  @Test
  void fileThatWasCutOff_isRefused() throws Exception {
    String whole = Files.readString(style("on-call.ics"));
    Path file =
        Files.writeString(folder.resolve("cut.ics"), whole.substring(0, whole.indexOf("UID:Q2")));

    assertThatThrownBy(() -> read(file, terms("b", "physician", null)))
        .hasMessageContaining("was it cut off?");
  }

  @Test
  void calendarWithoutADutyInTheTime_isRefused_andSaysWhatItHad() throws Exception {
    Path file = event("SUMMARY:Anna", "DTSTART:20270401T070000", "DURATION:PT8H");

    assertThatThrownBy(() -> read(file, terms("b", "nurse", null)))
        .hasMessageContaining("has no duty from 2026-03-01T00:00:00Z until 2026-05-01T00:00:00Z")
        .hasMessageContaining("1 duty from 2026-05-01T00:00:00Z on or later");
  }

  @Test
  void calendar_isKnownByItsBeginning() throws Exception {
    assertThat(CalendarRota.isCalendar(style("planner.ics"))).isTrue();
    assertThat(CalendarRota.isCalendar(style("office.ics"))).isTrue();
    Path table = Files.writeString(folder.resolve("rota.ics"), "ward,role\nb,nurse\n");
    assertThat(CalendarRota.isCalendar(table)).isFalse();
    assertThat(CalendarRota.isCalendar(folder.resolve("none"))).isFalse();
  }
}
