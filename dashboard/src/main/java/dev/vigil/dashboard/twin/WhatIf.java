package dev.vigil.dashboard.twin;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.features.FeatureReplay;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.models.scores.ClinicalScores;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The clinical scores over the latest values, some of them other than they are. The vector is made
 * by the feature engine and scored by the built-in scores, so that what nobody changed scores as it
 * does on the ward. Pure: nothing of it is written anywhere.
 */
public final class WhatIf {
  private static final String SENSOR = "what-if";

  private final PatientContext context;
  private final long now;

  /**
   * Of a patient at one moment.
   *
   * @param now whole seconds since the epoch
   */
  public WhatIf(PatientContext context, long now) {
    this.context = requireNonNull(context, "context is null");
    this.now = now;
  }

  /**
   * A value and when it was measured.
   *
   * @param steps in steps of the vital sign's precision
   * @param measured whole seconds since the epoch
   */
  public record Value(long steps, long measured) {}

  /** All clinical scores over these values, by vital sign, in the order of the bundle. */
  public List<Score> scores(Map<String, Value> values) {
    FeatureVector vector = vector(values);
    OutputNumber number = new OutputNumber(0, now, 0);
    return ClinicalScores.all().stream().map(score -> score.score(vector, number)).toList();
  }

  /**
   * The values with some changed.
   *
   * @param changed in steps, as if measured now; null for one that isn't known
   */
  public SortedMap<String, Value> changed(
      Map<String, Value> values, Map<String, @Nullable Long> changed) {
    SortedMap<String, Value> other = new TreeMap<>(values);
    changed.forEach(
        (vital, steps) -> {
          if (steps == null) {
            other.remove(vital);
          } else {
            other.put(vital, new Value(steps, now));
          }
        });
    return other;
  }

  private FeatureVector vector(Map<String, Value> values) {
    FeatureReplay replay =
        new FeatureReplay(FeatureSettings.DEFAULT, (patient, number, output) -> {});
    replay.record(new FeatureReplay.Entry(0, now, new ContextChange(context)));
    List<Reading> readings = new ArrayList<>(values.size());
    values.forEach(
        (vital, value) ->
            readings.add(
                Reading.of(vital, SENSOR, Math.min(value.measured(), now), value.steps())));
    if (!readings.isEmpty()) {
      Readings record = new Readings(context.patient(), now, SENSOR, readings);
      replay.record(new FeatureReplay.Entry(1, now, record));
    }
    return replay.ask(context.patient(), now);
  }
}
