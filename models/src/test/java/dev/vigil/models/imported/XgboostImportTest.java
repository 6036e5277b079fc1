package dev.vigil.models.imported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.training.XgboostLearner;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Trees grown by XGBoost on degrees Fahrenheit and other names, as Python's users have them. */
class XgboostImportTest {
  private static final List<String> NAMES = List.of("hr", "temp_f", "lactate");
  private static final List<String> FEATURES =
      List.of("heart-rate.last", "body-temperature.last", "lactate.last");
  private static final int ROUNDS = 20;
  private static final float[][] ROWS = rows();

  private static byte[] model = {};

  @BeforeAll
  static void grow() throws Exception {
    assumeThat(
            XgboostLearner.isAvailable()
                || Boolean.parseBoolean(System.getenv("VIGIL_REQUIRE_SERVICES")))
        .as("left out: XGBoost's native library can't be loaded")
        .isTrue();
    model = grown("binary:logistic");
  }

  @Test
  void trees_underOtherNamesAndUnits_sayWhatXgboostSays() throws Exception {
    byte[] bundle = ModelImport.bundle(ImportManifest.of(manifest()), named(model, NAMES), "0");

    RiskModel served = (RiskModel) Bundles.open(bundle).get(0);
    float[][] expected = predicted(ROWS);
    for (int i = 0; i < ROWS.length; i++) {
      Score score = served.score(vector(ROWS[i]), new OutputNumber(1, 2, 3));
      assertThat(score.value()).isCloseTo(expected[i][0], within(1e-6));
    }
    assertThat(served.inputs()).isEqualTo(FEATURES);
    BundleManifest manifest = Bundles.manifest(bundle);
    assertThat(manifest.kind()).isEqualTo(BundleManifest.Kind.XGBOOST);
    assertThat(manifest.decisionThreshold()).isEqualTo(0.5);
    assertThat(Bundles.card(bundle).licence()).isEqualTo("none");
  }

  @Test
  void contributions_sumUpToTheLogOddsAndNameFeatures() throws Exception {
    byte[] bundle = ModelImport.bundle(ImportManifest.of(manifest()), model, "0");
    RiskModel served = (RiskModel) Bundles.open(bundle).get(0);

    Score first = served.score(vector(ROWS[0]), new OutputNumber(1, 2, 3));
    Score second = served.score(vector(ROWS[1]), new OutputNumber(1, 2, 3));

    assertThat(first.contributions()).containsKeys("heart-rate.last", "body-temperature.last");
    // Both are distances from the same base.
    assertThat(logOdds(first) - sum(first)).isCloseTo(logOdds(second) - sum(second), within(1e-9));
  }

  @Test
  void unknownValue_countsAsDeclaredOrGoesTheTreesWay() throws Exception {
    ObjectNode given = manifest();
    ((ObjectNode) given.path("inputs").path(2)).put("unknown", 4);
    RiskModel served =
        (RiskModel) Bundles.open(ModelImport.bundle(ImportManifest.of(given), model, "0")).get(0);

    float[][] rows = {{Float.NaN, 102, Float.NaN}};
    float[][] counted = {{Float.NaN, 102, 4}};

    assertThat(served.probability(vector(rows[0])))
        .isCloseTo(predicted(counted)[0][0], within(1e-6));
    assertThat(predicted(counted)[0][0]).isNotCloseTo(predicted(rows)[0][0], within(0.001f));
    assertThat(
            Bundles.manifest(ModelImport.bundle(ImportManifest.of(given), model, "0"))
                .missingValues())
        .contains("mapping.json", "training found better");
  }

  @Test
  void examples_areFoundAgainOrTheModelIsRefused() throws Exception {
    ObjectNode given = manifest();
    ObjectNode example = given.putArray("examples").addObject();
    example.putArray("inputs").add(ROWS[0][0]).add(ROWS[0][1]).add(ROWS[0][2]);
    example.put("probability", predicted(ROWS)[0][0]);
    assertThat(ModelImport.bundle(ImportManifest.of(given), model, "0")).isNotEmpty();

    example.put("probability", predicted(ROWS)[0][0] + 0.001);
    assertRefused(given, model, "examples[0] has probability", "here the model says");
  }

  @Test
  void names_thatDiffer_areRefusedByName() throws Exception {
    assertRefused(
        manifest(),
        named(model, List.of("hr", "temp_f", "lactate_mmol")),
        "input \"lactate_mmol\" isn't in the manifest");
    assertRefused(
        manifest(),
        named(model, List.of("temp_f", "hr", "lactate")),
        "input 1 of the model is \"temp_f\", in the manifest it is \"hr\"");
    ObjectNode more = manifest();
    ((ArrayNode) more.path("inputs")).add(input("age", "static.age"));
    assertRefused(
        more, named(model, NAMES), "the manifest maps \"age\", the model has no such input");
    assertRefused(more, model, "the model has 3 inputs, the manifest maps 4");
  }

  @Test
  void models_thatCannotBeServed_areRefusedByName() throws Exception {
    assertRefused(manifest(), grown("reg:squarederror"), "objective is \"reg:squarederror\"");
    assertRefused(manifest(), grown("binary:logitraw"), "objective is \"binary:logitraw\"");
    ObjectNode dart = (ObjectNode) Json.mapper().readTree(model);
    ((ObjectNode) dart.at("/learner/gradient_booster")).put("name", "dart");
    assertRefused(manifest(), Json.encode(dart), "booster is \"dart\"");
    assertRefused(manifest(), new byte[] {'{', 'L', 0, 1}, "not JSON", "save_model");
    assertRefused(manifest(), "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8), "learner");
    ObjectNode stopped = (ObjectNode) Json.mapper().readTree(model);
    ((ObjectNode) stopped.at("/learner/attributes")).put("best_iteration", "11");
    assertRefused(
        manifest(), Json.encode(stopped), "has 20 rounds", "the first 12 best", "booster[:12]");
    ((ObjectNode) stopped.at("/learner/attributes")).put("best_iteration", "19");
    assertThat(ModelImport.bundle(ImportManifest.of(manifest()), Json.encode(stopped), "0"))
        .isNotEmpty();
    ((ObjectNode) stopped.at("/learner/attributes")).put("best_iteration", "the last");
    assertRefused(
        manifest(),
        Json.encode(stopped),
        "best_iteration is \"the last\", expected a whole number");
  }

  private static ObjectNode manifest() {
    ObjectNode root = Json.mapper().createObjectNode();
    root.put("name", "m").put("version", "1").put("label", "sepsis").put("kind", "xgboost");
    root.put("purpose", "tests").put("licence", "none").put("trained-on", "made-up rows");
    root.put("limits", "knows nobody");
    ArrayNode inputs = root.putArray("inputs");
    inputs.add(input("hr", "heart-rate.last"));
    inputs.add(input("temp_f", "body-temperature.last").put("scale", 1.8).put("offset", 32));
    inputs.add(input("lactate", "lactate.last"));
    return root;
  }

  private static ObjectNode input(String name, String feature) {
    return Json.mapper().createObjectNode().put("name", name).put("feature", feature);
  }

  private static byte[] named(byte[] json, List<String> names) throws Exception {
    JsonNode tree = Json.mapper().readTree(json);
    ArrayNode array = ((ObjectNode) tree.path("learner")).putArray("feature_names");
    names.forEach(array::add);
    return Json.encode(tree);
  }

  private static void assertRefused(ObjectNode manifest, byte[] model, String... message) {
    assertThatThrownBy(() -> ModelImport.bundle(ImportManifest.of(manifest), model, "0"))
        .isInstanceOf(ImportException.class)
        .hasMessageContainingAll(message);
  }

  private static double logOdds(Score score) {
    return Math.log(score.value() / (1 - score.value()));
  }

  private static double sum(Score score) {
    return score.contributions().values().stream().mapToDouble(each -> each).sum();
  }

  private static FeatureVector vector(float[] row) {
    TreeMap<String, Double> values = new TreeMap<>();
    for (int i = 0; i < row.length; i++) {
      if (!Float.isNaN(row[i])) {
        values.put(FEATURES.get(i), i == 1 ? (row[i] - 32) / 1.8 : row[i]);
      }
    }
    values.put("body-temperature.age", 30.0);
    return new FeatureVector("p", "hash", 0, 0, values);
  }

  /** In tenths that no threshold, which lies between them, is near to. */
  private static float[][] rows() {
    Random random = new Random(5);
    float[][] rows = new float[500][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] =
          new float[] {
            Math.round(90 + 20 * random.nextGaussian()),
            Math.round(990 + 20 * random.nextGaussian()) / 10f,
            random.nextInt(3) == 0 ? Float.NaN : Math.round(20 + 10 * random.nextDouble()) / 10f
          };
    }
    return rows;
  }

  private static byte[] grown(String objective) throws XGBoostError {
    DMatrix matrix = matrix(ROWS);
    float[] labels = new float[ROWS.length];
    Random random = new Random(6);
    for (int i = 0; i < labels.length; i++) {
      double risk =
          (ROWS[i][0] - 90) / 20 + Math.abs(ROWS[i][1] - 98.6) + (ROWS[i][2] > 2.5 ? 1 : 0);
      labels[i] = risk + random.nextGaussian() > 2 ? 1 : 0;
    }
    matrix.setLabel(labels);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", objective);
    parameters.put("max_depth", 4);
    parameters.put("nthread", 1);
    parameters.put("verbosity", 0);
    Booster booster = XGBoost.train(matrix, parameters, ROUNDS, new HashMap<>(), null, null);
    try {
      return booster.toByteArray("json");
    } finally {
      booster.dispose();
      matrix.dispose();
    }
  }

  private static float[][] predicted(float[][] rows) throws Exception {
    Booster booster = XGBoost.loadModel(model);
    DMatrix matrix = matrix(rows);
    try {
      return booster.predict(matrix);
    } finally {
      booster.dispose();
      matrix.dispose();
    }
  }

  private static DMatrix matrix(float[][] rows) throws XGBoostError {
    float[] values = new float[rows.length * NAMES.size()];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * NAMES.size(), NAMES.size());
    }
    return new DMatrix(values, rows.length, NAMES.size(), Float.NaN);
  }
}
