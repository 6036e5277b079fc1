package dev.vigil.app.rota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.rota.CalendarEntry.Names;
import dev.vigil.app.rota.CalendarEntry.Place;
import dev.vigil.app.rota.CalendarEntry.Recurring;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A night from 22:00 to 06:00, by clocks that go back on 25 October 2026 at 03:00. */
class ShiftsTest {
  private static final ZoneRules ZURICH = ZoneId.of("Europe/Zurich").getRules();
  private static final ZoneRules UTC = ZoneOffset.UTC.getRules();
  private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
  private static final Repetition DAILY =
      first -> Stream.iterate(first, t -> t.plusDays(1)).iterator();

  private static ShownTime shown(String time) {
    return new ShownTime(LocalDateTime.parse(time), null, false);
  }

  private static ShownTime day(String date) {
    return new ShownTime(LocalDate.parse(date).atStartOfDay(), null, true);
  }

  private static CalendarEntry night(
      @Nullable Repetition rule,
      @Nullable ShownTime end,
      List<ShownTime> added,
      List<ShownTime> removed) {
    return new CalendarEntry(
        new Place(3, "n"),
        new Names("Anna", "b", List.of("nurse"), List.of()),
        false,
        shown("2026-10-23T22:00:00"),
        shown("2026-10-24T06:00:00"),
        new Recurring(rule, end, added, removed),
        null);
  }

  private static List<String> begins(CalendarEntry entry, ShownTime... replaced)
      throws RefusedEntryException {
    return Shifts.of(entry, List.of(replaced), ZURICH, NOVEMBER).stream()
        .map(shift -> shift.from().toString())
        .toList();
  }

  @Test
  void nightOfTheClockChange_isAnHourLonger_andLeavesNoGap() throws Exception {
    CalendarEntry entry = night(DAILY, shown("2026-10-25T22:00:00"), List.of(), List.of());

    assertThat(Shifts.of(entry, List.of(), ZURICH, NOVEMBER))
        .extracting(shift -> shift.from() + " " + shift.until())
        .containsExactly(
            "2026-10-23T20:00:00Z 2026-10-24T04:00:00Z",
            "2026-10-24T20:00:00Z 2026-10-25T05:00:00Z",
            "2026-10-25T21:00:00Z 2026-10-26T05:00:00Z");
  }

  @Test
  void end_isTheLastTimeItself_onItsOwnClock_orTheWholeOfADay() throws Exception {
    ShownTime inUtc = new ShownTime(LocalDateTime.parse("2026-10-24T20:00:00"), UTC, false);

    assertThat(begins(night(DAILY, inUtc, List.of(), List.of()))).hasSize(2);
    assertThat(begins(night(DAILY, shown("2026-10-24T21:59:59"), List.of(), List.of()))).hasSize(1);
    assertThat(begins(night(DAILY, day("2026-10-24"), List.of(), List.of()))).hasSize(2);
  }

  @Test
  void times_areAddedRemovedAndReplaced_whateverClockNamesThem() throws Exception {
    ShownTime removedInUtc = new ShownTime(LocalDateTime.parse("2026-10-24T20:00:00"), UTC, false);
    CalendarEntry entry =
        night(
            DAILY,
            day("2026-10-27"),
            List.of(shown("2026-10-30T22:00:00")),
            List.of(removedInUtc, day("2026-10-26")));

    assertThat(begins(entry, shown("2026-10-25T22:00:00")))
        .containsExactly("2026-10-23T20:00:00Z", "2026-10-27T21:00:00Z", "2026-10-30T21:00:00Z");
  }

  @Test
  void ruleWithoutEnd_stopsAtTheHorizon() throws Exception {
    assertThat(begins(night(DAILY, null, List.of(), List.of())))
        .hasSize(9)
        .endsWith("2026-10-31T21:00:00Z");
  }

  @Test
  void ruleThatLeavesOutItsOwnBeginning_isRefused() {
    Repetition other = first -> List.of(first.plusDays(1)).iterator();

    assertThatThrownBy(() -> begins(night(other, null, List.of(), List.of())))
        .isInstanceOf(RefusedEntryException.class)
        .hasMessageContaining("none of the times of its RRULE");
  }
}
