package dev.vigil.history;

import static dev.vigil.history.Rows.NOON;
import static dev.vigil.history.Rows.VITAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Reading.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store has to do with readings, in whatever order they are written. */
abstract class ReadingsContract {
  private static final long DAY = 86_400;
  private static final AtomicInteger PATIENTS = new AtomicInteger();

  /** A patient of the test's own. */
  final String patient = "p-" + PATIENTS.incrementAndGet();

  /** The one store of the test class. */
  abstract HistoryStore store();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void correction_inEitherOrderOfArrival_stands(boolean originalFirst) throws Exception {
    List<HistoryRow> rows =
        new ArrayList<>(
            List.of(
                Rows.reading(patient, NOON, 88, 1, 10), Rows.reading(patient, NOON, 80, 2, 11)));
    if (!originalFirst) {
      Collections.reverse(rows);
    }

    for (HistoryRow row : rows) {
      store().write(List.of(row));
    }

    assertThat(store().readings(patient, VITAL, NOON, NOON + 1))
        .containsExactly(Rows.reading(patient, NOON, 80, 2, 11));
    assertThat(store().allReadings(patient, VITAL, NOON, NOON + 1))
        .extracting(ReadingRow::offset)
        .containsExactly(10L, 11L);
  }

  @Test
  void conflictsAndLateDuplicates_ofTheLog_areAllKept_andTheFirstStands() throws Exception {
    ReadingRow first = Rows.reading(patient, NOON, 88, 1, 10);
    ReadingRow conflict = Rows.reading(patient, NOON, 91, 1, 2_000_000_011L);
    ReadingRow duplicate = Rows.reading(patient, NOON, 88, 1, 900_000_000_000_012L);
    long before = store().countReadings();

    store().write(List.of(conflict, duplicate));
    store().write(List.of(first));

    assertThat(store().readings(patient, VITAL, NOON, NOON + 1)).containsExactly(first);
    assertThat(store().allReadings(patient, VITAL, NOON, NOON + 1))
        .containsExactly(first, conflict, duplicate);
    assertThat(store().countReadings()).isEqualTo(before + 3);
  }

  @Test
  void sensors_ofOneSecondAndOneRecord_areKeptApart() throws Exception {
    ReadingRow one = Rows.reading(patient, NOON, 88, 1, 10);
    ReadingRow other =
        new ReadingRow(
            patient, VITAL, "manual", NOON, 90.0, 90, Status.FINAL, 1, NOON, 7, 10, "nurse-1");

    store().write(List.of(one, other));

    assertThat(store().readings(patient, VITAL, NOON, NOON + 1)).containsExactly(other, one);
  }

  @Test
  void withdrawal_ofTheHighestVersion_leavesNothing_untilCorrectedAgain() throws Exception {
    ReadingRow original = Rows.reading(patient, NOON, 88, 1, 10);
    ReadingRow withdrawn = Rows.withdrawal(patient, NOON, 2, 12);
    ReadingRow corrected = Rows.reading(patient, NOON, 80, 3, 14);

    store().write(List.of(withdrawn, original));
    List<ReadingRow> whenWithdrawn = store().readings(patient, VITAL, NOON, NOON + 1);
    store().write(List.of(corrected));

    assertThat(whenWithdrawn).isEmpty();
    assertThat(store().readings(patient, VITAL, NOON, NOON + 1)).containsExactly(corrected);
    assertThat(store().allReadings(patient, VITAL, NOON, NOON + 1))
        .containsExactly(original, withdrawn, corrected);
  }

  @Test
  void knownAt_ignoresWhatCameLater() throws Exception {
    ReadingRow original = Rows.reading(patient, NOON, 88, 1, 10);
    ReadingRow withdrawn = Rows.withdrawal(patient, NOON, 2, 12);

    store().write(List.of(original, withdrawn));

    assertThat(known(original.received() - 1)).isEmpty();
    assertThat(known(original.received())).containsExactly(original);
    assertThat(known(withdrawn.received())).isEmpty();
  }

  private List<ReadingRow> known(long received) throws StoreUnavailableException {
    return store().readingsKnownAt(patient, VITAL, NOON, NOON + 1, received);
  }

  /** Each kind of day that could make the quick way to its values wrong: alone, and all at once. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void values_areThoseOfTheReadingsThatStood_whateverBecameOfThem(int kind) throws Exception {
    store().write(originals());
    List<List<HistoryRow>> special = special();
    for (int i = 0; i < special.size(); i++) {
      if (kind == i || kind == special.size()) {
        store().write(special.get(i));
      }
    }

    for (long received : List.of(NOON + 2 * DAY + 6, NOON + 5 * DAY + 200, NOON + 20 * DAY)) {
      assertThat(values(NOON - DAY, NOON + 12 * DAY, received))
          .isEqualTo(stood(NOON - DAY, NOON + 12 * DAY, received));
      assertThat(values(NOON + 3, NOON + 9 * DAY + 7, received))
          .isEqualTo(stood(NOON + 3, NOON + 9 * DAY + 7, received));
      assertThat(values(NOON, NOON, received)).isEmpty();
    }
  }

  private List<HistoryRow> originals() {
    List<HistoryRow> rows = new ArrayList<>();
    for (int day = 0; day < 9; day++) {
      for (int i = 0; i < 10; i++) {
        rows.add(Rows.reading(patient, NOON + day * DAY + i, 80 + day + i, 1, 100L * day + i));
      }
    }
    return rows;
  }

  /** A correction, a withdrawal, a conflict, a withdrawal of what never came, two sensors; none. */
  private List<List<HistoryRow>> special() {
    return List.of(
        List.of(Rows.reading(patient, NOON + DAY + 3, 190, 2, 2_000)),
        List.of(Rows.withdrawal(patient, NOON + 2 * DAY + 4, 2, 2_001)),
        List.of(Rows.reading(patient, NOON + 3 * DAY + 5, 40, 1, 2_002)),
        List.of(
            Rows.withdrawal(patient, NOON + 4 * DAY + 100, 1, 2_003),
            Rows.reading(patient, NOON + 4 * DAY + 100, 41, 1, 2_004)),
        byHand(),
        List.of());
  }

  private List<HistoryRow> byHand() {
    List<HistoryRow> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(
          new ReadingRow(
              patient,
              VITAL,
              "~ manual",
              NOON + 6 * DAY + i,
              70.5,
              705,
              Status.FINAL,
              1,
              NOON + 6 * DAY + 500,
              7,
              3_000 + i,
              "nurse-1"));
    }
    return rows;
  }

  private List<List<Double>> values(long from, long to, long received) throws Exception {
    List<List<Double>> values = new ArrayList<>();
    store()
        .values(
            patient,
            VITAL,
            from,
            to,
            received,
            (measured, value) -> values.add(List.of((double) measured, value)));
    return values;
  }

  private List<List<Double>> stood(long from, long to, long received) throws Exception {
    return store().readingsKnownAt(patient, VITAL, from, to, received).stream()
        .map(row -> List.of((double) row.measured(), row.value()))
        .toList();
  }

  @Test
  void range_takesItsFirstSecondIn_andLeavesItsLastOut() throws Exception {
    // The place in the log stands in the nanoseconds: the highest one is still the same second.
    for (long second = NOON - 1; second <= NOON + 3; second++) {
      store().write(List.of(Rows.reading(patient, second, 88, 1, 999_999_999)));
    }

    assertThat(measured(NOON, NOON + 2)).containsExactly(NOON, NOON + 1);
    assertThat(measured(NOON, NOON)).isEmpty();
    assertThat(measured(NOON + 1, NOON)).isEmpty();
    assertThat(measured(Long.MIN_VALUE, Long.MAX_VALUE)).hasSize(5);
  }

  private List<Long> measured(long from, long to) throws StoreUnavailableException {
    return store().readings(patient, VITAL, from, to).stream().map(ReadingRow::measured).toList();
  }

  @Test
  void times_atTheEndsOfWhatCanBeStored_comeBack() throws Exception {
    ReadingRow first = Rows.reading(patient, RowTime.FIRST_SECOND, 60, 1, 0);
    ReadingRow last = Rows.reading(patient, RowTime.LAST_SECOND, 60, 1, 999_999_999);

    store().write(List.of(first, last));

    assertThat(store().readings(patient, VITAL, Long.MIN_VALUE, Long.MAX_VALUE))
        .containsExactly(first, last);
  }

  @Test
  void numbers_hugeAndTiny_comeBackExactly() throws Exception {
    double[] values = {
      Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 0.1 + 0.2, -0.0, 1e17, 36.6
    };
    List<HistoryRow> rows = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      rows.add(Rows.exact(patient, values[i], Long.MAX_VALUE - i, (1L << 53) + 1 + i));
    }

    store().write(rows);

    assertThat(store().allReadings(patient, VITAL, NOON, NOON + 1))
        .isEqualTo(rows)
        .extracting(row -> Double.doubleToLongBits(row.value()))
        .containsExactly(
            Arrays.stream(values).mapToObj(Double::doubleToLongBits).toArray(Long[]::new));
  }
}
