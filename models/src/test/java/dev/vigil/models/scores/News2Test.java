package dev.vigil.models.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vigil.models.TestData;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class News2Test {
  private static final OutputNumber NUMBER = new OutputNumber(7, 1_700_000_000L, 0);
  private static final Map<String, Double> NORMAL =
      Map.of(
          "static.age", 60.0,
          "static.spo2-scale", 1.0,
          "respiratory-rate", 16.0,
          "spo2", 98.0,
          "oxygen-device", 0.0,
          "systolic-pressure", 120.0,
          "heart-rate", 70.0,
          "consciousness", 0.0,
          "body-temperature", 37.0);

  private final News2 news2 = new News2();

  @Test
  void publishedVectors_all_getTheChartsScoreAndRisk() throws IOException {
    // given
    Optional<Path> file = TestData.find("scores/news2_vectors.csv");
    assumeThat(file).as("left out: %s is not there", "scores/news2_vectors.csv").isPresent();
    List<String> lines = Files.readAllLines(file.orElseThrow());

    for (String line : lines.subList(1, lines.size())) {
      // when
      String[] column = line.split(",", -1);
      Score score = score(published(column));

      // then
      assertThat(score.outcome()).as(line).isEqualTo(Outcome.SCORE);
      assertThat(score.value()).as(line).isEqualTo(Double.parseDouble(column[15]));
      assertThat(News2Risk.of(score).orElseThrow().wireName()).as(line).isEqualTo(column[16]);
    }
    assertThat(lines).hasSizeGreaterThan(10);
  }

  private static Map<String, Double> published(String[] column) {
    Map<String, Double> values = new TreeMap<>();
    values.put("static.age", 60.0);
    values.put("respiratory-rate", Double.valueOf(column[3]));
    values.put("spo2", Double.valueOf(column[4]));
    values.put("static.spo2-scale", Double.valueOf(column[5]));
    values.put("oxygen-device", Double.valueOf(column[6]));
    values.put("systolic-pressure", Double.valueOf(column[7]));
    values.put("heart-rate", Double.valueOf(column[8]));
    values.put("consciousness", (double) "ACVPU".indexOf(column[9]));
    values.put("body-temperature", Double.valueOf(column[10]));
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "respiratory-rate, 8, 3",
    "respiratory-rate, 9, 1",
    "respiratory-rate, 11, 1",
    "respiratory-rate, 12, 0",
    "respiratory-rate, 20, 0",
    "respiratory-rate, 21, 2",
    "respiratory-rate, 24, 2",
    "respiratory-rate, 25, 3",
    "respiratory-rate, 24.4, 2",
    "respiratory-rate, 24.5, 3",
    "spo2, 91, 3",
    "spo2, 92, 2",
    "spo2, 93, 2",
    "spo2, 94, 1",
    "spo2, 95, 1",
    "spo2, 96, 0",
    "systolic-pressure, 90, 3",
    "systolic-pressure, 91, 2",
    "systolic-pressure, 100, 2",
    "systolic-pressure, 101, 1",
    "systolic-pressure, 110, 1",
    "systolic-pressure, 111, 0",
    "systolic-pressure, 219, 0",
    "systolic-pressure, 220, 3",
    "heart-rate, 40, 3",
    "heart-rate, 41, 1",
    "heart-rate, 50, 1",
    "heart-rate, 51, 0",
    "heart-rate, 90, 0",
    "heart-rate, 91, 1",
    "heart-rate, 110, 1",
    "heart-rate, 111, 2",
    "heart-rate, 130, 2",
    "heart-rate, 131, 3",
    "consciousness, 0, 0",
    "consciousness, 1, 3",
    "consciousness, 4, 3",
    "body-temperature, 35.0, 3",
    "body-temperature, 35.1, 1",
    "body-temperature, 36.0, 1",
    "body-temperature, 36.1, 0",
    "body-temperature, 38.0, 0",
    "body-temperature, 38.1, 1",
    "body-temperature, 39.0, 1",
    "body-temperature, 39.1, 2",
    "body-temperature, 38.04, 0",
    "oxygen-device, 2, 2"
  })
  void subScore_atEachEdgeOfTheChart_isTheCharts(String vital, double value, double points) {
    // when
    Score score = score(with(Map.of(vital, value)));

    // then
    assertThat(score.value()).isEqualTo(points);
    assertThat(score.contributions()).containsEntry(vital + ".last", points);
    assertThat(score.missing()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "83, 3, 3",
    "84, 2, 2",
    "85, 2, 2",
    "86, 1, 1",
    "87, 1, 1",
    "88, 0, 0",
    "92, 0, 0",
    "93, 0, 1",
    "94, 0, 1",
    "95, 0, 2",
    "96, 0, 2",
    "97, 0, 3"
  })
  void saturationOnScale2_dependsOnOxygen(double spo2, double onAir, double onOxygen) {
    // when
    Score air = score(with(Map.of("spo2", spo2, "static.spo2-scale", 2.0)));
    Score oxygen =
        score(with(Map.of("spo2", spo2, "static.spo2-scale", 2.0, "oxygen-device", 1.0)));

    // then
    assertThat(air.value()).isEqualTo(onAir);
    assertThat(oxygen.value()).isEqualTo(onOxygen + 2);
  }

  @Test
  void unknownInputs_giveARangeAndAreNamed() {
    // given
    Map<String, Double> values = with(Map.of("heart-rate", 135.0));
    values.remove("consciousness");
    values.remove("body-temperature");

    // when
    Score score = score(values);

    // then
    assertThat(score.outcome()).isEqualTo(Outcome.RANGE);
    assertThat(score.low()).isEqualTo(3.0);
    assertThat(score.high()).isEqualTo(9.0);
    assertThat(score.missing()).containsExactly("body-temperature.last", "consciousness.last");
    assertThat(News2Risk.of(score)).contains(News2Risk.LOW_MEDIUM);
  }

  @Test
  void unknownOxygenOnScale2_isCountedWithTheSaturationItWouldChange() {
    // given
    Map<String, Double> values = with(Map.of("spo2", 97.0, "static.spo2-scale", 2.0));
    values.remove("oxygen-device");

    // when
    Score score = score(values);

    // then
    assertThat(score.low()).isZero();
    assertThat(score.high()).isEqualTo(5.0);
    assertThat(score.missing()).containsExactly("oxygen-device.last");
    assertThat(score.contributions()).doesNotContainKey("spo2.last");
  }

  @Test
  void nothingKnown_isTheWholeRange() {
    // when
    Score score = score(Map.of("static.age", 60.0));

    // then
    assertThat(score.low()).isZero();
    assertThat(score.high()).isEqualTo(20.0);
    assertThat(score.missing()).hasSize(7);
  }

  @Test
  void staleInput_isUnknown() {
    // given
    SortedMap<String, Double> features = features(NORMAL);
    features.put("heart-rate.age", Freshness.OBSERVATION_SECONDS + 1.0);

    // when
    Score score = news2.score(vector(features), NUMBER);

    // then
    assertThat(score.outcome()).isEqualTo(Outcome.RANGE);
    assertThat(score.missing()).containsExactly("heart-rate.last");
  }

  @Test
  void oxygen_isJudgedByWhatWasObservedLast() {
    // given
    SortedMap<String, Double> takenOff = features(with(Map.of("oxygen-flow", 4.0)));
    takenOff.put("oxygen-flow.age", 3_600.0);
    SortedMap<String, Double> turnedUp = features(with(Map.of("fio2", 40.0)));
    turnedUp.put("oxygen-device.age", 3_600.0);

    // when
    Score onAir = news2.score(vector(takenOff), NUMBER);
    Score onOxygen = news2.score(vector(turnedUp), NUMBER);

    // then
    assertThat(onAir.contributions()).containsEntry("oxygen-device.last", 0.0);
    assertThat(onOxygen.contributions()).containsEntry("fio2.last", 2.0);
  }

  @Test
  void patientItIsNotMadeFor_isToldSo() {
    // given
    Map<String, Double> unknownAge = with(Map.of());
    unknownAge.remove("static.age");

    // when
    Score child = score(with(Map.of("static.age", 15.0)));
    Score pregnant = score(with(Map.of("static.pregnant", 1.0)));
    Score unknown = score(unknownAge);

    // then
    assertThat(List.of(child, pregnant, unknown))
        .allMatch(score -> score.outcome() == Outcome.NOT_APPLICABLE)
        .extracting(Score::reason)
        .containsExactly("under-16", "pregnant", "age-unknown");
  }

  private Score score(Map<String, Double> values) {
    return news2.score(vector(features(values)), NUMBER);
  }

  private static Map<String, Double> with(Map<String, Double> changes) {
    Map<String, Double> values = new TreeMap<>(NORMAL);
    values.putAll(changes);
    return values;
  }

  private static SortedMap<String, Double> features(Map<String, Double> values) {
    SortedMap<String, Double> features = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith("static.")) {
            features.put(name, value);
          } else {
            features.put(name + ".last", value);
            features.put(name + ".age", 30.0);
          }
        });
    return features;
  }

  private static FeatureVector vector(SortedMap<String, Double> features) {
    return new FeatureVector("p1", "hash", 1_700_000_000L, 1_700_000_030L, features);
  }
}
