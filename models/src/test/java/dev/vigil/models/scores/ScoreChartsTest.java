package dev.vigil.models.scores;

import static dev.vigil.models.scores.ScoreInputs.NORMAL;
import static dev.vigil.models.scores.ScoreInputs.NUMBER;
import static dev.vigil.models.scores.ScoreInputs.features;
import static dev.vigil.models.scores.ScoreInputs.low;
import static dev.vigil.models.scores.ScoreInputs.model;
import static dev.vigil.models.scores.ScoreInputs.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Score;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart of each clinical score at its edges, and what is its own. */
class ScoreChartsTest {
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
}
