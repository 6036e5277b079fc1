package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.course.HistoryReader;
import dev.vigil.history.FeatureRow;
import dev.vigil.history.HistoryStore;
import dev.vigil.history.ReadingRow;
import dev.vigil.history.ScoreRow;
import dev.vigil.history.StoreUnavailableException;
import dev.vigil.history.TransitionRow;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the server shows of the past, out of the store. */
final class StoreReader implements HistoryReader {
  private final HistoryStore store;

  StoreReader(HistoryStore store) {
    this.store = requireNonNull(store, "store is null");
  }

  /** Something that asks the store. */
  private interface Question<R> {
    R ask() throws StoreUnavailableException;
  }

  @Override
  public List<Point> readings(String patient, String vital, long from, long to, long knownBy) {
    return asked(() -> store.readingsKnownAt(patient, vital, from, to + 1, knownBy)).stream()
        .map(StoreReader::point)
        .toList();
  }

  @Override
  public void values(
      String patient, String vital, long from, long to, long knownBy, ValueTaker taker) {
    try {
      store.values(patient, vital, from, to + 1, knownBy, taker::take);
    } catch (StoreUnavailableException e) {
      throw away(e);
    }
  }

  private static Point point(ReadingRow row) {
    double value = requireNonNull(row.value(), "a reading that stands has no value");
    return new Point(row.measured(), value, row.received());
  }

  @Override
  public List<PastScore> scores(String patient, String model, long from, long to) {
    return asked(() -> store.scores(patient, model, from, to + 1)).stream()
        .map(StoreReader::score)
        .toList();
  }

  /** A forecast's interval is not a range: its value is what it said. */
  private static PastScore score(ScoreRow row) {
    boolean one = row.outcome() == Score.Outcome.SCORE;
    @Nullable Double low = one ? row.value() : row.low();
    @Nullable Double high = one ? row.value() : row.high();
    return new PastScore(row.known(), row.version(), row.outcome(), low, high);
  }

  @Override
  public List<PastTransition> transitions(String patient, long from, long to) {
    return asked(() -> store.transitions(patient, from, to + 1)).stream()
        .map(StoreReader::transition)
        .toList();
  }

  private static PastTransition transition(TransitionRow row) {
    return new PastTransition(
        row.alert(),
        row.sequence(),
        row.rule(),
        row.kind(),
        row.state(),
        row.priority(),
        row.cause(),
        row.measured(),
        row.decided(),
        row.by(),
        row.because());
  }

  @Override
  public List<SortedMap<String, Double>> vectors(
      String patient, Collection<String> names, long from, long to) {
    Map<OutputNumber, SortedMap<String, Double>> vectors = new LinkedHashMap<>();
    for (FeatureRow row : asked(() -> store.features(patient, names, from, to + 1))) {
      vectors
          .computeIfAbsent(row.number(), unseen -> new TreeMap<>())
          .put(row.feature(), row.value());
    }
    return List.copyOf(vectors.values());
  }

  private static <R> R asked(Question<R> question) {
    try {
      return question.ask();
    } catch (StoreUnavailableException e) {
      throw away(e);
    }
  }

  private static IllegalStateException away(StoreUnavailableException e) {
    return new IllegalStateException("the store is away", e);
  }
}
