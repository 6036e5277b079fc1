package dev.vigil.history;

import dev.vigil.schemas.OutputNumber;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What both stores have in common: the same points on the way in, and on the way out the same rows,
 * of which this class decides what stands. A store adds how it selects and counts.
 */
abstract sealed class LineProtocolStore implements HistoryStore permits InfluxStore, EmbeddedStore {
  private static final Comparator<FeatureRow> FEATURE_ORDER =
      Comparator.comparingLong(FeatureRow::known)
          .thenComparing(FeatureRow::number, Comparator.<OutputNumber>naturalOrder())
          .thenComparing(FeatureRow::feature);
  private static final Comparator<ScoreRow> SCORE_ORDER =
      Comparator.comparingLong(ScoreRow::known)
          .thenComparing(ScoreRow::vector, Comparator.<OutputNumber>naturalOrder())
          .thenComparing(ScoreRow::version);
  private static final Comparator<TransitionRow> TRANSITION_ORDER =
      Comparator.comparingLong(TransitionRow::decided)
          .thenComparing(TransitionRow::number, Comparator.<OutputNumber>naturalOrder());

  private final HistoryWriter writer;

  LineProtocolStore(HistoryWriter writer) {
    this.writer = writer;
  }

  /** The rows of a selection that is not empty, in any order. */
  abstract <R> List<R> select(Selection selection, Function<StoredRow, R> decode)
      throws StoreUnavailableException;

  /** The days of a selection of readings, oldest first; those without any may be left out. */
  abstract List<ReadingDay> days(Selection readings) throws StoreUnavailableException;

  /** The values of a selection of readings, by sensor, oldest first. */
  abstract List<SensorValues> values(Selection readings) throws StoreUnavailableException;

  /** The number of rows in a table. */
  abstract long count(Table table) throws StoreUnavailableException;

  @Override
  public final void write(List<HistoryRow> rows)
      throws StoreUnavailableException, UnstorableRowException {
    writer.write(rows);
  }

  @Override
  public final boolean ping() {
    return writer.ping();
  }

  @Override
  public void close() {
    writer.close();
  }

  @Override
  public final List<ReadingRow> readings(String patient, String vital, long from, long to)
      throws StoreUnavailableException {
    return StandingReadings.of(unordered(patient, vital, from, to));
  }

  @Override
  public final List<ReadingRow> readingsKnownAt(
      String patient, String vital, long from, long to, long received)
      throws StoreUnavailableException {
    return unordered(patient, vital, from, to).stream()
        .filter(row -> row.received() <= received)
        .collect(Collectors.collectingAndThen(Collectors.toList(), StandingReadings::of));
  }

  @Override
  public final void values(
      String patient, String vital, long from, long to, long received, ValueTaker taker)
      throws StoreUnavailableException {
    Selection asked = readingsOf(patient, vital, from, to);
    if (!asked.isEmpty()) {
      new StandingValues(this, asked, received, taker).read();
    }
  }

  @Override
  public final List<ReadingRow> allReadings(String patient, String vital, long from, long to)
      throws StoreUnavailableException {
    return unordered(patient, vital, from, to).stream().sorted(StandingReadings.ORDER).toList();
  }

  private List<ReadingRow> unordered(String patient, String vital, long from, long to)
      throws StoreUnavailableException {
    return rows(readingsOf(patient, vital, from, to), StoredRows::reading);
  }

  private static Selection readingsOf(String patient, String vital, long from, long to) {
    return Selection.of(Table.READINGS, from, to, tags(patient, "vital", List.of(vital)));
  }

  @Override
  public final List<FeatureRow> features(
      String patient, Collection<String> names, long from, long to)
      throws StoreUnavailableException {
    Selection asked = Selection.of(Table.FEATURES, from, to, tags(patient, "feature", names));
    return rows(asked, StoredRows::feature).stream().sorted(FEATURE_ORDER).toList();
  }

  @Override
  public final List<ScoreRow> scores(String patient, String model, long from, long to)
      throws StoreUnavailableException {
    Selection asked = Selection.of(Table.SCORES, from, to, tags(patient, "model", List.of(model)));
    return rows(asked, StoredRows::score).stream().sorted(SCORE_ORDER).toList();
  }

  @Override
  public final List<TransitionRow> transitions(String patient, long from, long to)
      throws StoreUnavailableException {
    Map<String, List<String>> tags = Map.of("patient", stored(List.of(patient)));
    return rows(Selection.of(Table.TRANSITIONS, from, to, tags), StoredRows::transition).stream()
        .sorted(TRANSITION_ORDER)
        .toList();
  }

  @Override
  public final long countReadings() throws StoreUnavailableException {
    return count(Table.READINGS);
  }

  @Override
  public final long countFeatures() throws StoreUnavailableException {
    return count(Table.FEATURES);
  }

  @Override
  public final long countScores() throws StoreUnavailableException {
    return count(Table.SCORES);
  }

  @Override
  public final long countTransitions() throws StoreUnavailableException {
    return count(Table.TRANSITIONS);
  }

  private <R> List<R> rows(Selection selection, Function<StoredRow, R> decode)
      throws StoreUnavailableException {
    return selection.isEmpty() ? List.of() : select(selection, decode);
  }

  private static Map<String, List<String>> tags(
      String patient, String name, Collection<String> values) {
    return Map.of("patient", stored(List.of(patient)), name, stored(values));
  }

  private static List<String> stored(Collection<String> texts) {
    return texts.stream().map(StoredText::ofTag).toList();
  }
}
