package dev.vigil.dashboard;

import dev.vigil.dashboard.course.HistoryReader;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.VitalSigns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A store in memory: of each identity the highest version that was received by then stands. */
public final class InMemoryHistory implements HistoryReader {
  private final List<Readings> readings = new ArrayList<>();
  private final List<Score> scores = new ArrayList<>();
  private final List<AlertTransition> transitions = new ArrayList<>();
  private final SortedMap<String, Double> features = new TreeMap<>();

  public synchronized void add(Readings record) {
    readings.add(record);
  }

  public synchronized void add(Score score) {
    scores.add(score);
  }

  public synchronized void add(AlertTransition transition) {
    transitions.add(transition);
  }

  public synchronized void addFeature(String name, double value) {
    features.put(name, value);
  }

  private record Row(Reading reading, long received) {}

  @Override
  public synchronized List<Point> readings(
      String patient, String vital, long from, long to, long knownBy) {
    Map<String, Row> standing = new LinkedHashMap<>();
    for (Readings record : readings) {
      for (Reading reading : record.readings()) {
        if (record.patient().equals(patient)
            && record.received() <= knownBy
            && reading.vital().equals(vital)
            && reading.measured() >= from
            && reading.measured() <= to) {
          standing.merge(
              reading.sensor() + '@' + reading.measured(),
              new Row(reading, record.received()),
              (old, next) -> next.reading.version() > old.reading.version() ? next : old);
        }
      }
    }
    return standing.values().stream()
        .filter(row -> row.reading.status() != Reading.Status.WITHDRAWN)
        .map(InMemoryHistory::point)
        .sorted(Comparator.comparingLong(Point::measured))
        .toList();
  }

  @Override
  public void values(
      String patient, String vital, long from, long to, long knownBy, ValueTaker taker) {
    readings(patient, vital, from, to, knownBy)
        .forEach(point -> taker.take(point.measured(), point.value()));
  }

  private static Point point(Row row) {
    double value =
        VitalSigns.catalogue()
            .get(row.reading.vital())
            .toDecimal(row.reading.value())
            .doubleValue();
    return new Point(row.reading.measured(), value, row.received);
  }

  @Override
  public synchronized List<PastScore> scores(String patient, String model, long from, long to) {
    return scores.stream()
        .filter(score -> score.patient().equals(patient) && score.model().equals(model))
        .filter(score -> score.known() >= from && score.known() <= to)
        .map(InMemoryHistory::score)
        .toList();
  }

  private static PastScore score(Score score) {
    boolean one = score.value() != null;
    return new PastScore(
        score.known(),
        score.version(),
        score.outcome(),
        one ? score.value() : score.low(),
        one ? score.value() : score.high());
  }

  @Override
  public synchronized List<PastTransition> transitions(String patient, long from, long to) {
    return transitions.stream()
        .filter(transition -> transition.patient().equals(patient))
        .filter(transition -> transition.decided() >= from && transition.decided() <= to)
        .map(
            t ->
                new PastTransition(
                    t.alert(),
                    t.sequence(),
                    t.rule(),
                    t.kind(),
                    t.state(),
                    t.priority(),
                    t.cause(),
                    t.measured(),
                    t.decided(),
                    t.by(),
                    t.because()))
        .toList();
  }

  @Override
  public synchronized List<SortedMap<String, Double>> vectors(
      String patient, Collection<String> names, long from, long to) {
    SortedMap<String, Double> found = new TreeMap<>(features);
    found.keySet().retainAll(names);
    return List.of(found);
  }
}
