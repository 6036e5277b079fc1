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
