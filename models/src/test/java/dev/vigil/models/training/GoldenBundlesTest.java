package dev.vigil.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.models.bundles.BundleCard;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.linear.LinearInputs;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bundles as they were written once must say for ever what they said then. {@code mvn -pl models
 * test -Dtest=GoldenBundlesTest -Dgolden.write=true} writes what is missing; a bundle that is there
 * is never written anew.
 */
class GoldenBundlesTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final int VECTORS = 20;
  private static final BundleCard CARD =
      new BundleCard("None: made up.", "Apache-2.0", "0", List.of("Says nothing."), List.of());

  @ParameterizedTest
  @CsvSource({"logistic.v1, 1", "logistic.v2, 2", "xgboost.v2, 2", "xgboost.v3, 3"})
  void bundle_ofEachFormat_saysWhatItSaidWhenItWasWritten(String name, int format)
      throws Exception {
    byte[] bundle = bundle(name);
    RiskModel model = (RiskModel) Bundles.open(bundle).get(0);
    Path file = FOLDER.resolve(name + ".json");
    if (Boolean.getBoolean("golden.write") && !Files.exists(file)) {
      Files.write(file, Json.encode(said(model)));
    }

    JsonNode golden = Json.mapper().readTree(Files.readAllBytes(file));

    assertThat(Bundles.manifest(bundle).format()).isEqualTo(format);
    ArrayNode said = said(model);
    assertThat(golden).hasSize(VECTORS);
    for (int i = 0; i < VECTORS; i++) {
      assertThat(said.get(i).asDouble()).isCloseTo(golden.get(i).asDouble(), within(1e-12));
    }
  }

  @Test
  void vectors_areNotAllTheSameToTheModels() throws Exception {
    for (String name : List.of("logistic.v1", "logistic.v2", "xgboost.v2", "xgboost.v3")) {
      RiskModel model = (RiskModel) Bundles.open(bundle(name)).get(0);
      assertThat(said(model)).as(name).hasSizeGreaterThan(0);
      assertThat(said(model).get(0)).as(name).isNotEqualTo(said(model).get(1));
    }
  }

  private static byte[] bundle(String name) throws Exception {
    Path file = FOLDER.resolve(name + ".zip");
    if (Boolean.getBoolean("golden.write") && !Files.exists(file)) {
      Files.write(file, trained(name));
    }
    return Files.readAllBytes(file);
  }

  private static byte[] trained(String name) throws Exception {
    XgboostFit fit =
        new XgboostFit(12, 3, 0.3, 0.8, 0.8, 1, 1, 64, 1, AlarmWorth.EVEN, TreeSight.ALL);
    Learner learner =
        name.startsWith("xgboost")
            ? new XgboostLearner(List.of(fit, fit), 3, 1)
            : new LinearLearner(LinearFit.LOGISTIC, 3);
    TrainingSpec spec = new TrainingSpec("golden", "1", "sick", "generated", 3, 4, AlarmWorth.EVEN);
    TrainingTable table =
        TrainingTable.of(
            LinearInputs.defaultFeatures(), SickPatients.rows().iterator(), Progress.NONE);
    byte[] bundle = SickPatients.trained(spec, learner, table).bundle();
    return signed(Bundles.withCard(bundle, CARD, new TreeMap<>(Map.of("itself", bundle))));
  }

  private static byte[] signed(byte[] bundle) throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    return Bundles.signed(bundle, keys.getPrivate(), keys.getPublic());
  }

  @Test
  void bundle_ofFormatThree_hasItsCardItsLadderAndItsSignature() throws Exception {
    byte[] bundle = bundle("xgboost.v3");

    assertThat(Bundles.card(bundle)).isEqualTo(CARD);
    assertThat(Bundles.ladder(bundle)).containsOnlyKeys("itself");
    assertThat(Bundles.open(Bundles.ladder(bundle).get("itself"))).hasSize(1);
    assertThat(Bundles.signer(bundle)).hasSize(64);
  }

  /** Probabilities of vectors that are always the same; a third of the values is unknown. */
  private static ArrayNode said(RiskModel model) {
    Random random = new Random(8);
    ArrayNode said = Json.mapper().createArrayNode();
    for (int i = 0; i < VECTORS; i++) {
      TreeMap<String, Double> values = new TreeMap<>();
      for (String input : model.inputs()) {
        double value = 60 + 60 * random.nextDouble();
        if (random.nextInt(3) > 0) {
          values.put(input, value);
        }
      }
      said.add(model.probability(new FeatureVector("p", "hash", 0, 0, values)));
    }
    return said;
  }
}
