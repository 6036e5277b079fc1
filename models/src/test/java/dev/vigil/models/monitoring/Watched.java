package dev.vigil.models.monitoring;

import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Versions of a model that says a share of the heart rate, and their vectors and scores. */
final class Watched {
  static final long HOUR = 3_600;
  static final long START = 1_772_366_400L;
  static final String INPUT = "heart-rate.last";

  private Watched() {}

  /** Heart rates of training: 60 to 99, each as often. */
  static Reference reference() {
    double[] rates = IntStream.range(0, 4_000).mapToDouble(i -> 60 + i % 40).toArray();
    double[] scores = IntStream.range(0, 4_000).mapToDouble(i -> (60 + i % 40) / 200.0).toArray();
    return new Reference(
        "made up",
        500,
        4_000,
        new TreeMap<>(Map.of(INPUT, Distribution.of(rates))),
        Distribution.of(scores));
  }

  static MonitoredVersion version(String version, Reference reference) {
    return MonitoredVersion.of("share", version, 0.5, reference, List.of(INPUT), Long.MIN_VALUE);
  }

  static FeatureVector vector(String patient, long known, Double rate) {
    Map<String, Double> values = rate == null ? Map.of() : Map.of(INPUT, rate);
    return new FeatureVector(patient, "hash", known, known, new TreeMap<>(values));
  }

  /** A score of the vector of an instant. */
  static Score score(String version, String patient, long known, double value) {
    return new Score(
        patient,
        "share",
        version,
        new OutputNumber(known, known, 0),
        known,
        Score.Outcome.SCORE,
        value,
        null,
        null,
        new TreeMap<>(),
        List.of(),
        null);
  }
}
