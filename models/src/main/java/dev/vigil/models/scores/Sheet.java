package dev.vigil.models.scores;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.scores.Chart.Points;
import dev.vigil.schemas.FeatureVector;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The observation sheet of one vector as its sub-scores are filled in. What is unknown leaves open
 * all points that it could get.
 */
final class Sheet {
  private final FeatureVector vector;
  private final SortedMap<String, Double> certain = new TreeMap<>();
  private final SortedSet<String> missing = new TreeSet<>();
  private final SortedSet<String> stale = new TreeSet<>();
  private Points total = Points.of(0);

  Sheet(FeatureVector vector) {
    this.vector = vector;
  }

  FeatureVector vector() {
    return vector;
  }

  /** Those inputs that are unknown or too old, by their feature. */
  SortedSet<String> missing() {
    return missing;
  }

  /** Those of the missing inputs that are too old. */
  SortedSet<String> stale() {
    return stale;
  }

  /** The sub-scores that are certain, by the feature that gave them. */
  SortedMap<String, Double> certain() {
    return certain;
  }

  /** What all sub-scores together can be. */
  Points total() {
    return total;
  }

  /** The value of a chart's input, or null if it isn't known. */
  @Nullable Double value(Chart chart) {
    return Freshness.current(vector, chart.vital(), chart.maxAgeSeconds());
  }

  /** Enters what the chart says of its input. */
  void enter(Chart chart) {
    enter(chart, value(chart));
  }

  /** Enters what the chart says of a value; null for unknown. */
  void enter(Chart chart, @Nullable Double value) {
    if (value == null) {
      miss(chart.vital(), chart.maxAgeSeconds());
      leaveOpen(chart.any());
    } else {
      enter(FeatureCatalogue.last(chart.vital()), Points.of(chart.points(value)));
    }
  }

  void enter(String feature, Points points) {
    enterIfCertain(feature, points);
    leaveOpen(points);
  }

  void enterIfCertain(String feature, Points points) {
    if (points.low() == points.high()) {
      certain.put(feature, (double) points.low());
    }
  }

  /** Names an input that isn't known, or is older than it may be. */
  void miss(String vital, long maxAgeSeconds) {
    missing.add(FeatureCatalogue.last(vital));
    if (Freshness.isStale(vector, vital, maxAgeSeconds)) {
      stale.add(FeatureCatalogue.last(vital));
    }
  }

  /** Names an input that Vigil has no vital sign for. */
  void missOutside(String input) {
    missing.add(input);
  }

  void leaveOpen(Points points) {
    total = total.plus(points);
  }
}
