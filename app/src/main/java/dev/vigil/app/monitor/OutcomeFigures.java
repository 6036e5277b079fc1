package dev.vigil.app.monitor;

import static java.util.Objects.requireNonNull;

import dev.vigil.history.HistoryStore;
import dev.vigil.history.ScoreRow;
import dev.vigil.history.StoreUnavailableException;
import dev.vigil.models.evaluation.CalibrationCheck;
import dev.vigil.models.evaluation.CalibrationCheck.Predicted;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.monitoring.OutcomeRows;
import dev.vigil.schemas.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Predictions beside what came, for all outcomes that are known. What was predicted is in the
 * store: an outcome may come weeks after it.
 */
final class OutcomeFigures {
  /** Predictions before that say nothing about this outcome. */
  private static final long LOOK_BACK_SECONDS = 7 * 86_400L;

  /** By then the store has what was said before an outcome, unless it was away. */
  private static final long STORE_SECONDS = 300;

  /** Until then a store that was away may still be given what was said before an outcome. */
  private static final long LATE_SECONDS = 86_400;

  /** After so long it is asked again what it may have been given since. */
  private static final long AGAIN_SECONDS = 3_600;

  /** Patients who are looked up at once, so that many outcomes hold up nothing. */
  private static final int MOST_AT_ONCE = 200;

  private final Supplier<List<Outcome>> outcomes;
  private final HistoryStore store;
  private final Map<String, Looked> looked = new HashMap<>();
  private final Map<String, Figure> figures = new HashMap<>();

  /** What all versions of a model had said of a patient before an outcome, as the store had it. */
  private record Looked(Outcome of, Map<String, Predicted> byVersion, long at) {
    boolean holds(Outcome outcome, long now) {
      return of.equals(outcome) && (at - of.at() >= LATE_SECONDS || now - at < AGAIN_SECONDS);
    }
  }

  private record Figure(List<Predicted> from, CalibrationCheck check) {}

  /**
   * Figures of nothing yet.
   *
   * @param outcomes the latest of each patient and label
   */
  OutcomeFigures(Supplier<List<Outcome>> outcomes, HistoryStore store) {
    this.outcomes = requireNonNull(outcomes, "outcomes is null");
    this.store = requireNonNull(store, "store is null");
  }

  /**
   * How a version's predictions came true; empty where no outcome of a scored patient is known.
   *
   * @param label what it predicts
   * @param now the log's time, seconds since the epoch
   * @throws StoreUnavailableException if the store is away
   */
  Optional<CalibrationCheck> of(String model, String version, String label, long now)
      throws StoreUnavailableException {
    List<Predicted> predicted = new ArrayList<>();
    int lookUps = 0;
    for (Outcome outcome : outcomes.get()) {
      if (!outcome.label().equals(label) || outcome.at() > now - STORE_SECONDS) {
        continue;
      }
      Looked found = looked.get(model + "/" + outcome.key());
      if ((found == null || !found.holds(outcome, now)) && lookUps < MOST_AT_ONCE) {
        found = lookUp(model, outcome, now);
        lookUps++;
      }
      Predicted ofVersion = found == null ? null : found.byVersion().get(version);
      if (ofVersion != null && ofVersion.labels().length > 0) {
        predicted.add(ofVersion);
      }
    }
    return predicted.isEmpty() ? Optional.empty() : Optional.of(check(model, version, predicted));
  }

  /** The same predictions have the same figure, which takes some milliseconds. */
  private CalibrationCheck check(String model, String version, List<Predicted> predicted) {
    String id = model + ":" + version;
    Figure before = figures.get(id);
    if (before != null && before.from().equals(predicted)) {
      return before.check();
    }
    CalibrationCheck check = CalibrationCheck.of(predicted, EvaluationSettings.DEFAULT);
    figures.put(id, new Figure(predicted, check));
    return check;
  }

  private Looked lookUp(String model, Outcome outcome, long now) throws StoreUnavailableException {
    Map<String, SortedMap<Long, Double>> said = new HashMap<>();
    long to = outcome.at() + 1;
    for (ScoreRow row :
        store.scores(outcome.patient(), model, Math.max(0, to - LOOK_BACK_SECONDS), to)) {
      Double value = row.value();
      if (value != null) {
        said.computeIfAbsent(row.version(), version -> new TreeMap<>()).put(row.known(), value);
      }
    }
    Map<String, Predicted> byVersion = new HashMap<>();
    said.forEach((version, values) -> byVersion.put(version, OutcomeRows.of(outcome, values)));
    Looked found = new Looked(outcome, byVersion, now);
    looked.put(model + "/" + outcome.key(), found);
    return found;
  }
}
