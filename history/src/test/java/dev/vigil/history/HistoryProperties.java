package dev.vigil.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Reading.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What holds for all texts, times and readings. */
class HistoryProperties {

  @Property
  void text_encodedAndDecoded_isTheSame(@ForAll String text) {
    assertThat(StoredText.decode(StoredText.ofTag(text))).isEqualTo(text);
    assertThat(StoredText.decode(StoredText.ofField(text))).isEqualTo(text);
  }

  @Property
  void tag_holdsNothingThatLineProtocolCannotCarry(@ForAll String text) {
    assertThat(StoredText.ofTag(text))
        .isNotEmpty()
        .doesNotContainPattern("[\\\\\"\\p{Cntrl}]")
        .doesNotContainPattern("\\p{Cs}");
  }

  @Property
  void text_thatVigilDidNotWrite_isDecodedWithoutFailing(@ForAll String text) {
    assertThat(StoredText.decode(text).length()).isLessThanOrEqualTo(text.length());
  }

  @Property
  void timestamp_ofAnOutput_keepsItsSecond_andTellsNeighboursApart(
      @ForAll @LongRange(max = RowTime.LAST_SECOND) long second,
      @ForAll @LongRange(max = Long.MAX_VALUE - 4_000_000) long offset,
      @ForAll @IntRange(max = RowTime.INDEXES - 1) int index,
      @ForAll @IntRange(max = 3_999_999) int later,
      @ForAll @IntRange(max = RowTime.INDEXES - 1) int otherIndex) {
    long nanos = RowTime.ofOutput(second, offset, index);
    long other = RowTime.ofOutput(second, offset + later, otherIndex);

    assertThat(RowTime.second(nanos)).isEqualTo(second);
    assertThat(nanos == other).isEqualTo(later == 0 && index == otherIndex);
  }

  @Property
  void standingReadings_equalTheSlowReference(@ForAll("logs") List<ReadingRow> log) {
    assertThat(StandingReadings.of(log)).isEqualTo(slowReference(log));
  }

  /** For each row: does it stand against every other one? */
  private static List<ReadingRow> slowReference(List<ReadingRow> log) {
    List<ReadingRow> standing = new ArrayList<>();
    for (ReadingRow row : log) {
      boolean beaten =
          log.stream()
              .filter(other -> other.measured() == row.measured())
              .filter(other -> other.sensor().equals(row.sensor()))
              .anyMatch(
                  other ->
                      other.version() > row.version()
                          || (other.version() == row.version() && other.offset() < row.offset()));
      if (!beaten && row.status() != Status.WITHDRAWN) {
        standing.add(row);
      }
    }
    standing.sort(
        Comparator.comparingLong(ReadingRow::measured)
            .thenComparingLong(ReadingRow::offset)
            .thenComparing(ReadingRow::sensor));
    return standing;
  }

  /** A few identities, versions and states, in any order of arrival. */
  @Provide
  Arbitrary<List<ReadingRow>> logs() {
    Arbitrary<ReadingRow> row =
        Combinators.combine(
                Arbitraries.of("mon-1", "mon-2"),
                Arbitraries.longs().between(0, 2),
                Arbitraries.of(Status.class),
                Arbitraries.integers().between(1, 3),
                Arbitraries.longs().between(0, 1_000_000))
            .as(
                (sensor, measured, status, version, offset) ->
                    new ReadingRow(
                        "p",
                        "heart-rate",
                        sensor,
                        measured,
                        1.0,
                        1,
                        status,
                        version,
                        9,
                        0,
                        offset,
                        null));
    return row.list().uniqueElements(r -> Objects.hash(r.offset())).ofMaxSize(30);
  }
}
