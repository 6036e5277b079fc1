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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RankingTest {
  @Test
  void ranking_ofTheOfficialScorersExample_isItsOwn() throws IOException {
    // given
    Optional<Path> folder = TestData.find("sepsis-utility-reference");
    assumeThat(folder).as("left out: sepsis-utility-reference is not there").isPresent();
    JsonNode expected =
        Json.mapper().readTree(Files.readAllBytes(folder.orElseThrow().resolve("expected.json")));
    List<Double> scores = column(folder.orElseThrow().resolve("predictions"));
    List<Double> labels = column(folder.orElseThrow().resolve("labels"));

    // when
    Ranking ranking = ranking(scores, labels);

    // then
    assertThat(ranking.auroc()).isCloseTo(expected.path("auroc").asDouble(), within(1e-12));
    assertThat(ranking.auprc()).isCloseTo(expected.path("auprc").asDouble(), within(1e-12));
  }

  @Test
  void ranking_ofTheOfficialScorersVectors_isItsOwnBelowAProbabilityOf1() throws IOException {
    // given
    Optional<Path> folder = TestData.find("sepsis-utility-reference");
    assumeThat(folder).as("left out: sepsis-utility-reference is not there").isPresent();
    Path file = folder.orElseThrow().resolve("auc_vectors.json");
    int odd = 0;

    for (JsonNode vector : Json.mapper().readTree(Files.readAllBytes(file))) {
      List<Double> scores = numbers(vector.path("probabilities"));
      List<Double> labels = numbers(vector.path("labels"));

      // when
      Ranking ranking = ranking(scores, labels);

      // then: the official scorer loses the rows with exactly 1; Vigil's ranking is of order alone
      if (scores.contains(1.0)) {
        odd++;
        List<Double> halves = scores.stream().map(score -> score / 2).toList();
        assertThat(ranking).isEqualTo(ranking(halves, labels));
        assertThat(ranking.auprc()).isNotEqualTo(vector.path("auprc").asDouble());
      } else {
        assertThat(ranking.auroc()).isCloseTo(vector.path("auroc").asDouble(), within(1e-12));
        assertThat(ranking.auprc()).isCloseTo(vector.path("auprc").asDouble(), within(1e-12));
      }
    }
    assertThat(odd).isEqualTo(3);
  }

  @Property(tries = 300)
  void auroc_ofAnyScores_isTheShareOfPairsInOrder(
      @ForAll @Size(min = 2, max = 40) List<Integer> numbers) {
    // given
    List<Double> scores = numbers.stream().map(n -> (double) Math.floorMod(n, 7)).toList();
    List<Double> labels = numbers.stream().map(n -> (double) Math.floorMod(n / 7, 2)).toList();
    if (!labels.contains(0.0) || !labels.contains(1.0)) {
      return;
    }

    // when
    Ranking ranking = ranking(scores, labels);

    // then
    double right = 0;
    double pairs = 0;
    for (int i = 0; i < scores.size(); i++) {
      for (int j = 0; j < scores.size(); j++) {
        if (labels.get(i) == 1 && labels.get(j) == 0) {
          pairs++;
          right += (Math.signum(scores.get(i) - scores.get(j)) + 1) / 2;
        }
      }
    }
    assertThat(ranking.auroc()).isEqualTo(right / pairs);
  }

  @Test
  void ranking_withoutBothLabels_isRefused() {
    assertThatThrownBy(() -> ranking(List.of(0.1, 0.2), List.of(0.0, 0.0)))
        .hasMessageContaining("0 positive and 2 negative");
  }

  private static Ranking ranking(List<Double> scores, List<Double> labels) {
    boolean[] truth = new boolean[labels.size()];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = labels.get(i) == 1;
    }
    return Ranking.of(scores.stream().mapToDouble(s -> s).toArray(), truth);
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }

  private static List<Double> column(Path folder) throws IOException {
    List<Double> values = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        lines.stream().skip(1).forEach(l -> values.add(Double.valueOf(l.split("\\|", -1)[0])));
      }
    }
    return values;
  }
}
