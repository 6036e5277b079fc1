package dev.vigil.models.scores;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import java.util.Map;
import java.util.TreeMap;

/** What clinical scores of a test see of a man of 60. */
final class ScoreInputs {
  static final OutputNumber NUMBER = new OutputNumber(7, 1_700_000_000L, 0);

  /** Vital signs of a healthy man. */
  static final Map<String, Double> NORMAL =
      Map.ofEntries(
          Map.entry("respiratory-rate", 14.0),
          Map.entry("heart-rate", 70.0),
          Map.entry("systolic-pressure", 120.0),
          Map.entry("diastolic-pressure", 80.0),
          Map.entry("mean-pressure", 93.0),
          Map.entry("body-temperature", 37.0),
          Map.entry("consciousness", 0.0),
          Map.entry("glasgow-coma-scale", 15.0),
          Map.entry("spo2", 98.0),
          Map.entry("fio2", 21.0),
          Map.entry("oxygen-device", 0.0),
          Map.entry("pao2", 95.0),
          Map.entry("paco2", 40.0),
          Map.entry("leukocytes", 7.0),
          Map.entry("platelets", 250.0),
          Map.entry("bilirubin-total", 0.8),
          Map.entry("creatinine", 0.9));

  private ScoreInputs() {}

  /** The features of a man of 60 with these values, all a minute old. */
  static Map<String, Double> features(Map<String, Double> vitals) {
    Map<String, Double> values = new TreeMap<>(Map.of("static.age", 60.0));
    vitals.forEach(
        (vital, value) -> {
          values.put(FeatureCatalogue.last(vital), value);
          values.put(FeatureCatalogue.age(vital), 60.0);
        });
    return values;
  }

  static FeatureVector vector(Map<String, Double> values) {
    return new FeatureVector(
        "p-1",
        FeatureCatalogue.instance().hash(),
        1_699_999_940L,
        1_700_000_000L,
        new TreeMap<>(values));
  }

  static Model model(String name) {
    return ClinicalScores.all().stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static double low(Score score) {
    return score.outcome() == Outcome.SCORE ? score.value() : score.low();
  }

  static double high(Score score) {
    return score.outcome() == Outcome.SCORE ? score.value() : score.high();
  }
}
