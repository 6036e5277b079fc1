package dev.vigil.schemas;

import static dev.vigil.schemas.GoldenMessages.NOON;
import static dev.vigil.schemas.GoldenMessages.hash;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A feature vector, and a score of each outcome, for {@link GoldenMessages}. */
final class GoldenScores {
  private GoldenScores() {}

  static Score news2() {
    return new Score(
        "p-001",
        "news2",
        "1",
        new OutputNumber(4_711, NOON, 0),
        NOON,
        Score.Outcome.SCORE,
        7.0,
        null,
        null,
        new TreeMap<>(Map.of("heart-rate", 2.0, "spo2", 3.0, "respiratory-rate", 2.0)),
        List.of(),
        null);
  }

  static Score calibrated() {
    return new Score(
        "p-001",
        "sepsis-xgboost",
        "1",
        new OutputNumber(4_711, NOON, 0),
        NOON,
        Score.Outcome.SCORE,
        0.0625,
        null,
        null,
        new TreeMap<>(Map.of("heart-rate.last", 0.5)),
        List.of(),
        List.of(),
        null,
        -1.25,
        new Explanation(
            NOON,
            List.of(
                new Explanation.Input("heart-rate.max.8h", 0.75, 121.0, 118.0, 3.5),
                new Explanation.Input("lactate.last.missing", -0.25, null, null, null))));
  }

  static Score range() {
    return new Score(
        "p-001",
        "news2",
        "1",
        new OutputNumber(4_712, NOON + 60, 1),
        NOON + 60,
        Score.Outcome.RANGE,
        null,
        5.0,
        8.0,
        new TreeMap<>(Map.of("heart-rate", 2.0)),
        List.of("consciousness"),
        null);
  }

  static Score notApplicable() {
    return new Score(
        "p-002",
        "news2",
        "1",
        new OutputNumber(4_713, NOON, 0),
        NOON,
        Score.Outcome.NOT_APPLICABLE,
        null,
        null,
        null,
        new TreeMap<>(),
        List.of(),
        "under-16");
  }

  static FeatureVector vector() {
    return new FeatureVector(
        "p-001",
        hash('d'),
        NOON,
        NOON + 1,
        new TreeMap<>(
            Map.of(
                "heart-rate.last", 72.0,
                "heart-rate.slope.1h", -1.25e-4,
                "lactate.mean.24h", 1.0 / 3,
                "spo2.age", 0.0,
                "platelets.sum", 9.999999999999999e22)));
  }
}
