package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.scores.Answer;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInModelsTest {
  private static final OutputNumber NUMBER = new OutputNumber(1, 2, 3);

  /** Whoever changes the definition of a feature trains the committed model again. */
  @Test
  void bundles_areMadeForTheFeaturesOfThisVigil() throws Exception {
    // when
    List<String> models = new ArrayList<>();
    for (byte[] bundle : BuiltInModels.bundles()) {
      Bundles.open(bundle).stream().map(Model::name).forEach(models::add);
    }

    // then
    assertThat(models).contains("news2", "sepsis-logistic");
  }

  /** A scoring job reads no others. */
  @ParameterizedTest
  @MethodSource("bundles")
  void model_saysTheSameOfItsOwnFeaturesAlone(byte[] bundle) throws Exception {
    Set<Score.Outcome> outcomes = EnumSet.noneOf(Score.Outcome.class);
    for (Model model : Bundles.open(bundle)) {
      for (int seed = 0; seed < 200; seed++) {
        FeatureVector whole = drawn(new Random(seed));
        FeatureVector own = LogCodec.decodeVector(LogCodec.encode(whole), model.features());
        assertThat(own.values()).hasSizeLessThan(whole.values().size());

        Score score = Answer.of(model, whole, NUMBER).score();

        assertThat(Answer.of(model, own, NUMBER).score()).isEqualTo(score);
        outcomes.add(score.outcome());
      }
    }
    assertThat(outcomes).contains(Score.Outcome.SCORE);
  }

  static Stream<byte[]> bundles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../bundles"))) {
      List<byte[]> all = new ArrayList<>(BuiltInModels.bundles());
      for (Path file : files.filter(each -> each.toString().endsWith(".zip")).sorted().toList()) {
        all.add(Files.readAllBytes(file));
      }
      return all.stream();
    }
  }

  /**
   * Four in five of all features, small and whole as codes are, so that clinical scores take them.
   */
  private static FeatureVector drawn(Random random) {
    TreeMap<String, Double> values = new TreeMap<>();
    for (String feature : FeatureCatalogue.instance().definitions().keySet()) {
      if (random.nextInt(5) > 0) {
        values.put(feature, (double) random.nextInt(40));
      }
    }
    return new FeatureVector("p", FeatureCatalogue.instance().hash(), 0, 0, values);
  }

  @Test
  void committedBundle_saysWhereItComesFromAndNothingOfAMachine() throws Exception {
    // given
    byte[] bundle = BuiltInModels.bundles().get(1);

    // then
    assertThat(Bundles.manifest(bundle).provenance())
        .containsEntry("data", "cinc2019-sepsis, PhysioNet 2019 (.psv)")
        .containsEntry("patients", "11183");
    assertThat(new String(bundle, StandardCharsets.ISO_8859_1))
        .doesNotContainPattern("/(work|home|root|tmp|Users)/");
  }
}
