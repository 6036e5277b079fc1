package dev.vigil.models.scores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every clinical score, and each chart at its edges. */
class ClinicalScoresTest {
  private static final OutputNumber NUMBER = new OutputNumber(7, 1_700_000_000L, 0);

  /** Vital signs of a healthy man. */
  private static final Map<String, Double> NORMAL =
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

  @ParameterizedTest
  @CsvSource({
    "mews, respiratory-rate, 8, 2",
    "mews, respiratory-rate, 9, 0",
    "mews, respiratory-rate, 15, 1",
    "mews, respiratory-rate, 20, 1",
    "mews, respiratory-rate, 21, 2",
    "mews, respiratory-rate, 29, 2",
    "mews, respiratory-rate, 30, 3",
    "mews, heart-rate, 40, 2",
    "mews, heart-rate, 41, 1",
    "mews, heart-rate, 50, 1",
    "mews, heart-rate, 51, 0",
    "mews, heart-rate, 100, 0",
    "mews, heart-rate, 101, 1",
    "mews, heart-rate, 110, 1",
    "mews, heart-rate, 111, 2",
    "mews, heart-rate, 129, 2",
    "mews, heart-rate, 130, 3",
    "mews, systolic-pressure, 70, 3",
    "mews, systolic-pressure, 71, 2",
    "mews, systolic-pressure, 80, 2",
    "mews, systolic-pressure, 81, 1",
    "mews, systolic-pressure, 100, 1",
    "mews, systolic-pressure, 101, 0",
    "mews, systolic-pressure, 199, 0",
    "mews, systolic-pressure, 200, 2",
    "mews, body-temperature, 34.9, 2",
    "mews, body-temperature, 35, 0",
    "mews, body-temperature, 38.4, 0",
    "mews, body-temperature, 38.5, 2",
    "mews, consciousness, 1, 1",
    "mews, consciousness, 2, 1",
    "mews, consciousness, 3, 2",
    "mews, consciousness, 4, 3",
    "qsofa, respiratory-rate, 21, 0",
    "qsofa, respiratory-rate, 22, 1",
    "qsofa, systolic-pressure, 100, 1",
    "qsofa, systolic-pressure, 101, 0",
    "qsofa, consciousness, 1, 1",
    "qsofa, glasgow-coma-scale, 14, 1",
    "sirs, body-temperature, 35.9, 1",
    "sirs, body-temperature, 36, 0",
    "sirs, body-temperature, 38, 0",
    "sirs, body-temperature, 38.1, 1",
    "sirs, heart-rate, 90, 0",
    "sirs, heart-rate, 91, 1",
    "sirs, respiratory-rate, 20, 0",
    "sirs, respiratory-rate, 21, 1",
    "sirs, paco2, 31.9, 1",
    "sirs, paco2, 32, 0",
    "sirs, leukocytes, 3.9, 1",
    "sirs, leukocytes, 4, 0",
    "sirs, leukocytes, 12, 0",
    "sirs, leukocytes, 12.1, 1",
    "sofa, platelets, 150, 0",
    "sofa, platelets, 149, 1",
    "sofa, platelets, 99, 2",
    "sofa, platelets, 49, 3",
    "sofa, platelets, 19, 4",
    "sofa, bilirubin-total, 1.1, 0",
    "sofa, bilirubin-total, 1.2, 1",
    "sofa, bilirubin-total, 2, 2",
    "sofa, bilirubin-total, 6, 3",
    "sofa, bilirubin-total, 12, 4",
    "sofa, creatinine, 1.2, 1",
    "sofa, creatinine, 2, 2",
    "sofa, creatinine, 3.5, 3",
    "sofa, creatinine, 5, 4",
    "sofa, glasgow-coma-scale, 14, 1",
    "sofa, glasgow-coma-scale, 12, 2",
    "sofa, glasgow-coma-scale, 9, 3",
    "sofa, glasgow-coma-scale, 5, 4",
    "sofa, mean-pressure, 70, 0",
    "sofa, mean-pressure, 69.9, 1",
    "qsofa, systolic-pressure, 100.1, 0",
    "qsofa, respiratory-rate, 21.9, 0",
    "sirs, leukocytes, 3.99, 1",
    "sirs, leukocytes, 12.01, 1",
    "sirs, heart-rate, 90.1, 1"
  })
  void points_atTheEdgesOfTheChart_areTheCharts(
      String name, String vital, double value, double points) {
    Map<String, Double> values = new TreeMap<>(NORMAL);
    values.put(vital, value);

    assertThat(low(model(name).score(vector(features(values)), NUMBER))).isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({
    "95, 21, 0, 0",
    "84, 21, 0, 0",
    "83.9, 21, 0, 1",
    "63, 21, 0, 1",
    "62.9, 21, 0, 2",
    "80, 21, 0, 1",
    "60, 21, 0, 2",
    "60, 40, 1, 2",
    "60, 40, 7, 3",
    "50, 51, 6, 4",
    "40, 60, 5, 2"
  })
  void respirationOfSofa_above2_needsSupport(
      double pressure, double fraction, double device, double points) {
    Map<String, Double> values = new TreeMap<>(NORMAL);
    values.putAll(Map.of("pao2", pressure, "fio2", fraction, "oxygen-device", device));

    assertThat(low(new Sofa().score(vector(features(values)), NUMBER))).isEqualTo(points);
  }

  @Test
  void respirationOfSofa_withGasAndOxygenOfDifferentHours_staysOpen() {
    Map<String, Double> values = new TreeMap<>(features(NORMAL));
    values.put("fio2.age", 2 * 3_600.0);

    Score score = new Sofa().score(vector(values), NUMBER);

    assertThat(score.missing()).contains("fio2.last");
    assertThat(score.high() - score.low()).isEqualTo(8);
  }

  @Test
  void sofa_saysThatVasopressorsAreUnknown() {
    Score score = new Sofa().score(vector(features(NORMAL)), NUMBER);

    assertThat(score.missing()).containsExactly("vasopressors");
    assertThat(List.of(score.low(), score.high())).containsExactly(0.0, 4.0);
  }

  @Test
  void mentation_thatWasObservedLast_decides() {
    Map<String, Double> values = new TreeMap<>(features(NORMAL));
    values.putAll(Map.of("consciousness.last", 2.0, "consciousness.age", 600.0));
    assertThat(new QuickSofa().score(vector(values), NUMBER).value()).isZero();

    values.put("consciousness.age", 30.0);
    assertThat(new QuickSofa().score(vector(values), NUMBER).value()).isEqualTo(1);
  }

  @Test
  void index_isTheFeature_orNamesWhatItLacks() {
    Map<String, Double> values = new TreeMap<>(features(NORMAL));
    values.put("across.shock-index", 0.75);
    assertThat(model("shock-index").score(vector(values), NUMBER).value()).isEqualTo(0.75);
    values.keySet().removeIf(feature -> feature.matches("(across|fio2|oxygen-device)[.].*"));

    Score rox = model("rox").score(vector(values), NUMBER);

    assertThat(rox.reason()).isEqualTo("input-missing");
    assertThat(rox.missing()).containsExactly("fio2.last");
  }

  @Test
  void rox_ofAPatientWithoutADevice_doesntLackFio2() {
    Map<String, Double> values = new TreeMap<>(features(NORMAL));
    values
        .keySet()
        .removeIf(feature -> feature.startsWith("across.") || feature.startsWith("fio2"));
    values.putAll(Map.of("oxygen-device.last", 0.0, "oxygen-device.age", 60.0));
    values.keySet().removeIf(feature -> feature.startsWith("spo2"));

    assertThat(model("rox").score(vector(values), NUMBER).missing()).containsExactly("spo2.last");

    values.putAll(Map.of("spo2.last", 97.0, "spo2.age", 60.0));
    values.putAll(Map.of("respiratory-rate.last", 0.0, "respiratory-rate.age", 60.0));
    Score apnoea = model("rox").score(vector(values), NUMBER);

    assertThat(apnoea.missing()).isEmpty();
    assertThat(apnoea.reason()).isEqualTo("not-defined");
  }

  private static Model model(String name) {
    return all().filter(model -> model.name().equals(name)).findFirst().orElseThrow();
  }

  private static double low(Score score) {
    return score.outcome() == Outcome.SCORE ? score.value() : score.low();
  }

  private static double high(Score score) {
    return score.outcome() == Outcome.SCORE ? score.value() : score.high();
  }

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
}
