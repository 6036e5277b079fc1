package dev.vigil.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.models.TestData;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The numbers are those of the official evaluate_sepsis_score.py. */
class SepsisUtilityTest {
  private static final double CLOSE = 1e-9;

  @Test
  void utility_ofEachPatientOfTheOfficialExample_isTheOfficialOne() throws IOException {
    // given
    Path folder = reference();
    JsonNode expected = json(folder.resolve("expected.json"));
    List<Map.Entry<String, JsonNode>> patients =
        List.copyOf(expected.path("per_patient_unnormalized_utility").properties());
    assertThat(patients).hasSize(113);

    for (Map.Entry<String, JsonNode> patient : patients) {
      // when
      double utility =
          SepsisUtility.of(
              column(folder, "labels", patient.getKey(), 0),
              column(folder, "predictions", patient.getKey(), 1));

      // then
      assertThat(utility)
          .as(patient.getKey())
          .isCloseTo(patient.getValue().asDouble(), within(CLOSE));
    }
  }

  @Test
  void normalisedUtility_ofTheOfficialExample_isTheOfficialOne() throws IOException {
    // given
    Path folder = reference();
    JsonNode expected = json(folder.resolve("expected.json"));
    List<String> patients =
        expected.path("per_patient_unnormalized_utility").properties().stream()
            .map(Map.Entry::getKey)
            .toList();
    boolean[][] labels = new boolean[patients.size()][];
    boolean[][] decisions = new boolean[patients.size()][];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = column(folder, "labels", patients.get(i), 0);
      decisions[i] = column(folder, "predictions", patients.get(i), 1);
    }

    // when
    double utility = SepsisUtility.normalised(labels, decisions);

    // then
    assertThat(utility).isCloseTo(expected.path("normalized_utility").asDouble(), within(CLOSE));
  }

  @Test
  void utility_ofTheOfficialFunctionsVectors_isTheOfficialOne() throws IOException {
    // given
    JsonNode vectors = json(reference().resolve("unit_vectors.json"));
    assertThat(vectors).isNotEmpty();

    for (JsonNode vector : vectors) {
      // when
      double utility =
          SepsisUtility.of(booleans(vector.path("labels")), booleans(vector.path("predictions")));

      // then
      assertThat(utility)
          .as(vector.path("src").asText())
          .isCloseTo(vector.path("utility").asDouble(), within(CLOSE));
    }
  }

  @Test
  void normalisedUtility_isZeroForNothingAndOneForTheBest() {
    // given: onset in row 10, decisions count until row 13
    boolean[][] labels = {new boolean[20], new boolean[5]};
    boolean[][] none = {new boolean[20], new boolean[5]};
    boolean[][] best = {new boolean[20], new boolean[5]};
    for (int row = 0; row < 20; row++) {
      labels[0][row] = row >= 4;
      best[0][row] = row <= 13;
    }

    // when
    double nothing = SepsisUtility.normalised(labels, none);
    double most = SepsisUtility.normalised(labels, best);

    // then
    assertThat(nothing).isZero();
    assertThat(most).isCloseTo(1, within(CLOSE));
  }

  @Test
  void utility_ofDecisionsThatDontFitTheLabels_isRefused() {
    assertThatThrownBy(() -> SepsisUtility.of(new boolean[3], new boolean[2]))
        .hasMessageContaining("2 decisions for 3 labels");
  }

  private static Path reference() {
    Optional<Path> folder = TestData.find("sepsis-utility-reference");
    assumeThat(folder).as("left out: sepsis-utility-reference is not there").isPresent();
    return folder.orElseThrow();
  }

  private static JsonNode json(Path file) throws IOException {
    return Json.mapper().readTree(Files.readAllBytes(file));
  }

  private static boolean[] column(Path folder, String part, String patient, int column)
      throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(part).resolve(patient + ".psv"));
    boolean[] values = new boolean[lines.size() - 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = lines.get(i + 1).split("\\|", -1)[column].equals("1");
    }
    return values;
  }

  private static boolean[] booleans(JsonNode numbers) {
    boolean[] values = new boolean[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i).asInt() == 1;
    }
    return values;
  }
}
