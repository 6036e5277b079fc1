package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.scores.Model;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltInModelsTest {
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
