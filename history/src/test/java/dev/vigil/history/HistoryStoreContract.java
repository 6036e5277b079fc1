package dev.vigil.history;

import static dev.vigil.history.Rows.NOON;
import static dev.vigil.history.Rows.VITAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vigil.history.UnstorableRowException.Refusal;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Reading.Status;
import dev.vigil.schemas.Score.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store has to do, whatever stands behind it. */
abstract class HistoryStoreContract extends ReadingsContract {

  /** Ends the store, also by force, and opens it again on what it has kept. */
  abstract HistoryStore reopen() throws Exception;

  @Test
  void rows_writtenTwice_areThereOnce() throws Exception {
    List<HistoryRow> rows =
        List.of(
            Rows.reading(patient, NOON, 88, 1, 10),
            Rows.feature(patient, "hr_mean_5m", NOON, 88.25, 10),
            Rows.score(patient, "1", NOON, 10),
            Rows.transition(patient, "a-1", 1, "too high", 0));
    Counts before = Counts.of(store());

    store().write(rows);
    store().write(rows);
    store().write(Stream.concat(rows.stream(), rows.stream()).toList());

    assertThat(Counts.of(store())).isEqualTo(before.plusOneEach());
  }

  @Test
  void unstorableRows_areNamed_andTheOthersWritten() throws Exception {
    ReadingRow good = Rows.reading(patient, NOON, 88, 1, 10);
    ReadingRow alsoGood = Rows.reading(patient, NOON + 1, 88, 1, 11);
    List<HistoryRow> rows =
        List.of(
            Rows.exact(patient, Double.NaN, 1, 20),
            good,
            Rows.feature(patient, "x", NOON, Double.POSITIVE_INFINITY, 21),
            Rows.reading(patient, -1, 88, 1, 22),
            Rows.reading(patient, RowTime.LAST_SECOND + 1, 88, 1, 23),
            Rows.reading("p".repeat(2_000), NOON, 88, 1, 24),
            Rows.exact(patient, 1, Long.MIN_VALUE, 25),
            alsoGood);

    UnstorableRowException refused =
        catchThrowableOfType(UnstorableRowException.class, () -> store().write(rows));

    assertThat(refused.refusals()).extracting(Refusal::index).containsExactly(0, 2, 3, 4, 5, 6);
    assertThat(refused.refusals())
        .extracting(Refusal::code)
        .containsExactly(
            "not-finite",
            "not-finite",
            "time-out-of-range",
            "time-out-of-range",
            "text-too-long",
            "number-out-of-range");
    assertThat(store().allReadings(patient, VITAL, 0, Long.MAX_VALUE))
        .containsExactly(good, alsoGood);
  }

  @Test
  void texts_ofAnyKind_comeBackAsTheyWere() throws Exception {
    List<String> texts = Texts.difficult(new Random(4711), 150);
    List<HistoryRow> rows = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      rows.add(
          new ReadingRow(
              patient + text, VITAL, text, NOON, 1.0, 1, Status.FINAL, 1, NOON, 0, i, text));
      rows.add(Rows.transition(patient + text, text, 1, text, 1));
    }

    store().write(rows);

    for (int i = 0; i < texts.size(); i++) {
      String whose = patient + texts.get(i);
      assertThat(store().readings(whose, VITAL, NOON, NOON + 1)).containsExactly(reading(rows, i));
      assertThat(store().transitions(whose, NOON, NOON + 1))
          .containsExactly((TransitionRow) rows.get(2 * i + 1));
    }
  }

  private static ReadingRow reading(List<HistoryRow> rows, int i) {
    return (ReadingRow) rows.get(2 * i);
  }

  @Test
  void features_ofTheNamesAskedFor_comeInOrder() throws Exception {
    FeatureRow first = Rows.feature(patient, "hr_mean_5m", NOON, 88.125, 10);
    FeatureRow sameSecond = Rows.feature(patient, "hr_mean_5m", NOON, 89, 11);
    FeatureRow other = Rows.feature(patient, "rr_last", NOON + 60, 18, 70);
    FeatureRow notAsked = Rows.feature(patient, "sbp_last", NOON, 120, 10);

    store().write(List.of(other, sameSecond, notAsked, first));

    assertThat(store().features(patient, List.of("rr_last", "hr_mean_5m"), NOON, NOON + 61))
        .containsExactly(first, sameSecond, other);
    assertThat(store().features(patient, List.of(), NOON, NOON + 61)).isEmpty();
  }

  @Test
  void scores_ofAllOutcomes_comeBack() throws Exception {
    ScoreRow score = Rows.score(patient, "1", NOON, 10);
    OutputNumber number = new OutputNumber(11, NOON, 0);
    ScoreRow range =
        new ScoreRow(patient, "news2", "1", NOON, Outcome.RANGE, null, 3.0, 9.0, null, number);
    ScoreRow otherVersion =
        new ScoreRow(
            patient,
            "news2",
            "2",
            NOON,
            Outcome.NOT_APPLICABLE,
            null,
            null,
            null,
            "under-16",
            number);

    store().write(List.of(otherVersion, range, score));

    assertThat(store().scores(patient, "news2", NOON, NOON + 1))
        .containsExactly(score, range, otherVersion);
    assertThat(store().scores(patient, "other", NOON, NOON + 1)).isEmpty();
  }

  @Test
  void transitions_ofOneInstant_comeBackInTheOrderOfTheirNumbers() throws Exception {
    TransitionRow first = Rows.transition(patient, "a-1", 1, "why \"so\"", 0);
    TransitionRow second = Rows.transition(patient, "a-1", 2, "C:\\ 88 % ~ 2 min\nnext", 1);
    TransitionRow ofAnother = Rows.transition(patient, "a-2", 1, "", 2);

    store().write(List.of(ofAnother, second, first));

    assertThat(store().transitions(patient, NOON, NOON + 1))
        .containsExactly(first, second, ofAnother);
  }

  @Test
  void fiftyThousandRows_areCountedAndReadBack() throws Exception {
    int rows = 50_000;
    int sameSecond = 100;
    List<HistoryRow> written =
        LongStream.range(0, rows)
            .<HistoryRow>mapToObj(i -> Rows.reading(patient, NOON + i / sameSecond, i, 1, i))
            .toList();
    long before = store().countReadings();

    store().write(written);

    assertThat(store().countReadings()).isEqualTo(before + rows);
    assertThat(store().allReadings(patient, VITAL, NOON, NOON + rows)).isEqualTo(written);
    assertThat(store().readings(patient, VITAL, NOON, NOON + rows)).hasSize(rows / sameSecond);
  }

  @Test
  void writerOfTheEndpoint_writesIntoTheSameStore() throws Exception {
    ReadingRow row = Rows.reading(patient, NOON, 88, 1, 10);

    try (HistoryWriter writer = HistoryStores.writer(store().endpoint())) {
      assertThat(writer.ping()).isTrue();
      writer.write(List.of(row));
    }

    assertThat(store().readings(patient, VITAL, NOON, NOON + 1)).containsExactly(row);
    assertThat(store().ping()).isTrue();
  }

  @Test
  void reopenedStore_hasAllRows() throws Exception {
    ReadingRow row = Rows.reading(patient, NOON, 88, 1, 10);
    ReadingRow later = Rows.reading(patient, NOON + 1, 89, 1, 11);
    store().write(List.of(row));
    Counts before = Counts.of(store());

    HistoryStore reopened = reopen();
    Counts after = Counts.of(reopened);
    reopened.write(List.of(row, later));

    assertThat(after).isEqualTo(before);
    assertThat(reopened.readings(patient, VITAL, NOON, NOON + 2)).containsExactly(row, later);
  }

  private record Counts(long readings, long features, long scores, long transitions) {
    static Counts of(HistoryStore store) throws StoreUnavailableException {
      return new Counts(
          store.countReadings(),
          store.countFeatures(),
          store.countScores(),
          store.countTransitions());
    }

    Counts plusOneEach() {
      return new Counts(readings + 1, features + 1, scores + 1, transitions + 1);
    }
  }
}
