package dev.vigil.models.scores;

import static dev.vigil.models.scores.ScoreInputs.NORMAL;
import static dev.vigil.models.scores.ScoreInputs.NUMBER;
import static dev.vigil.models.scores.ScoreInputs.features;
import static dev.vigil.models.scores.ScoreInputs.high;
import static dev.vigil.models.scores.ScoreInputs.low;
import static dev.vigil.models.scores.ScoreInputs.model;
import static dev.vigil.models.scores.ScoreInputs.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every clinical score. */
class ClinicalScoresTest {
  static Stream<Model> all() {
    return ClinicalScores.all().stream();
  }

  private static Stream<Model> pointScores() {
    return all().filter(PointScore.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyInput_isAFeatureOfTheCatalogue(Model model) {
    assertThat(FeatureCatalogue.instance().definitions().keySet()).containsAll(model.features());
  }

  @ParameterizedTest
  @MethodSource("all")
  void adultsScore_ofAChildOrInPregnancyOrOfUnknownAge_doesNotApply(Model model) {
    assertThat(notApplicable(model, Map.of("static.age", 15.9))).isEqualTo("under-16");
    assertThat(notApplicable(model, Map.of("static.age", 30.0, "static.pregnant", 1.0)))
        .isEqualTo("pregnant");
    assertThat(notApplicable(model, Map.of("static.age", -1.0))).isEqualTo("age-unknown");
  }

  private static String notApplicable(Model model, Map<String, Double> statics) {
    Map<String, Double> values = new TreeMap<>(features(NORMAL));
    values.putAll(statics);
    values.values().removeIf(value -> value < 0);
    Score score = model.score(vector(values), NUMBER);
    assertThat(score.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    assertThat(score.contributions()).isEmpty();
    return score.reason();
  }

  @ParameterizedTest
  @MethodSource("pointScores")
  void pointScore_ofAHealthyMan_isNothingForCertain(Model model) {
    Score score = model.score(vector(features(NORMAL)), NUMBER);

    double certain = score.outcome() == Outcome.SCORE ? score.value() : score.low();
    assertThat(certain).isZero();
    assertThat(score.contributions().values()).containsOnly(0.0);
  }

  /** Whatever an unknown input turns out to be, the score lies in the range that was said. */
  @ParameterizedTest
  @MethodSource("pointScores")
  void range_holdsWhateverTheMissingInputIs(Model model) {
    for (String vital : NORMAL.keySet()) {
      Map<String, Double> values = new TreeMap<>(NORMAL);
      values.remove(vital);
      Score open = model.score(vector(features(values)), NUMBER);
      if (!open.missing().contains(vital + ".last")) {
        continue; // another input says the same
      }
      for (double value : plausible(vital)) {
        values.put(vital, value);
        Score known = model.score(vector(features(values)), NUMBER);
        assertThat(low(known)).as("%s, %s", model.name(), vital).isGreaterThanOrEqualTo(low(open));
        assertThat(high(known)).as("%s, %s", model.name(), vital).isLessThanOrEqualTo(high(open));
      }
    }
  }

  private static double[] plausible(String vital) {
    VitalSign sign = VitalSigns.catalogue().get(vital);
    double low = sign.low().doubleValue();
    double high = sign.high().doubleValue();
    return DoubleStream.iterate(low, value -> value <= high, value -> value + (high - low) / 40)
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("pointScores")
  void score_ofNothingAtAll_isItsWholeRangeAndNamesWhatIsMissing(Model model) {
    Score score = model.score(vector(features(Map.of())), NUMBER);

    assertThat(score.outcome()).isEqualTo(Outcome.RANGE);
    assertThat(score.low()).isZero();
    assertThat(score.missing()).isNotEmpty();
    assertThat(score.stale()).isEmpty();
    Map<String, Double> highest =
        Map.of("news2", 20.0, "mews", 14.0, "qsofa", 3.0, "sirs", 4.0, "sofa", 24.0);
    assertThat(score.high()).isEqualTo(highest.get(model.name()));
  }

  @ParameterizedTest
  @CsvSource({
    "news2, heart-rate, 12", "mews, heart-rate, 12", "qsofa, respiratory-rate, 12",
    "sirs, heart-rate, 12", "sirs, leukocytes, 24", "sofa, platelets, 24",
    "sofa, glasgow-coma-scale, 12", "shock-index, heart-rate, 1", "rox, spo2, 1"
  })
  void input_olderThanItMayBe_isMissingAndStale(String name, String vital, int hours) {
    Map<String, Double> values = new TreeMap<>(features(NORMAL));
    values.put(FeatureCatalogue.age(vital), hours * 3_600.0);
    assertThat(model(name).score(vector(values), NUMBER).stale()).isEmpty();

    values.put(FeatureCatalogue.age(vital), hours * 3_600.0 + 1);
    values.keySet().removeIf(feature -> feature.startsWith("across.")); // as the engine does
    Score score = model(name).score(vector(values), NUMBER);

    assertThat(score.missing()).contains(vital + ".last");
    assertThat(score.stale()).containsExactly(vital + ".last");
    assertThat(score.outcome()).isNotEqualTo(Outcome.SCORE);
  }
}
