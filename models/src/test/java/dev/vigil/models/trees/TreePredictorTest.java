package dev.vigil.models.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vigil.models.risk.Predictor;
import dev.vigil.models.training.XgboostLearner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against XGBoost's own predictions and explanations. */
class TreePredictorTest {
  private static final int INPUTS = 6;
  private static final int ROWS = 400;
  private static final double FLOAT = 2e-5;
  private static final List<String> NAMES =
      IntStream.range(0, INPUTS).mapToObj(i -> "input-" + i).toList();

  private final Random random = new Random(11);
  private final float[] values = values();

  @BeforeAll
  static void needsXgboost() {
    assumeThat(
            XgboostLearner.isAvailable()
                || Boolean.parseBoolean(System.getenv("VIGIL_REQUIRE_SERVICES")))
        .as("left out: XGBoost's native library can't be loaded")
        .isTrue();
  }

  @Test
  void reloadedModel_onAnyRow_predictsAndExplainsAsXgboostDoes() throws Exception {
    // given
    DMatrix matrix = matrix();
    Booster booster = trained(matrix, 1, 60);
    TreePredictor reloaded = reloaded(booster.toByteArray("json"));
    float[][] margins = booster.predict(matrix, true, 0);
    float[][] shap = booster.predictContrib(matrix, 0);

    for (int i = 0; i < ROWS; i++) {
      // when
      double[] row = row(i);
      double[] explained = TreeShap.of(reloaded.trees(), row);

      // then
      assertThat(reloaded.margin(row)).isCloseTo(margins[i][0], within(FLOAT));
      for (int input = 0; input < INPUTS; input++) {
        assertThat(explained[input]).isCloseTo(shap[i][input], within(FLOAT));
      }
      assertThat(reloaded.base()).isCloseTo(shap[i][INPUTS], within(FLOAT));
    }
  }

  @Test
  void pathContributions_ofAnyRow_sumUpToItsDistanceFromTheBase() throws Exception {
    // given
    TreePredictor model = reloaded(trained(matrix(), 1, 40).toByteArray("json"));

    for (int i = 0; i < ROWS; i++) {
      // when
      double[] row = row(i);
      Predictor.Explained explained = model.explained(row);
      double sum = Arrays.stream(model.contributions(row)).sum();

      // then
      assertThat(model.base() + sum).isCloseTo(model.margin(row), within(1e-9));
      assertThat(explained.margin()).as("to the last bit").isEqualTo(model.margin(row));
      assertThat(explained.contributions()).isEqualTo(model.contributions(row));
    }
  }

  @Test
  void explanation_whenAnInputChanges_follows() throws Exception {
    // given: what is to be learned is whether input 0 is high
    TreePredictor model = reloaded(trained(matrix(), 1, 40).toByteArray("json"));
    double[] low = {-2, 0, 0, 0, 0, 0};
    double[] high = {2, 0, 0, 0, 0, 0};

    // then
    assertThat(model.contributions(high)[0]).isPositive();
    assertThat(model.contributions(low)[0]).isNegative();
    assertThat(TreeShap.of(model.trees(), high)[0]).isPositive();
    assertThat(model.margin(high)).isGreaterThan(model.margin(low));
  }

  /** As Tribuo grows them: a tree of each class a round. */
  @Test
  void treesOfTwoClasses_haveTheDifferenceOfTheirMargins() throws Exception {
    DMatrix matrix = matrix();
    Booster booster = trained(matrix, 1, 30, Map.of("objective", "multi:softprob", "num_class", 2));
    TreePredictor reloaded = reloaded(booster.toByteArray("json"));
    float[][] margins = booster.predict(matrix, true, 0);

    for (int i = 0; i < ROWS; i++) {
      assertThat(reloaded.margin(row(i))).isCloseTo(margins[i][1] - margins[i][0], within(FLOAT));
    }
  }

  /** XGBoost 3.1 writes a number for each class; ours, of an earlier one, writes one for both. */
  @Test
  void classesThatBeginApart_doSoHere() throws Exception {
    Booster booster =
        trained(matrix(), 1, 5, Map.of("objective", "multi:softprob", "num_class", 2));
    byte[] json = booster.toByteArray("json");
    double margin = reloaded(json).margin(row(0));

    assertThat(reloaded(withBase(json, "[-3.5E-1,3.5E-1]")).margin(row(0)))
        .isCloseTo(margin + 0.7, within(1e-12));
    assertThat(reloaded(withBase(json, "[5E-1,5E-1]")).margin(row(0))).isEqualTo(margin);
    for (String unclear : List.of("[3E-1,7E-1]", "[1E-1,2E-1,-3E-1]", "[1E-1,NaN]", "[a,b]")) {
      assertThatThrownBy(() -> reloaded(withBase(json, unclear)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("base_score is \"" + unclear + "\", expected");
    }
  }

  private static byte[] withBase(byte[] model, String base) {
    return new String(model, StandardCharsets.UTF_8)
        .replaceFirst("\"base_score\":\"[^\"]*\"", "\"base_score\":\"" + base + "\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void severalModels_countByTheirMean() throws Exception {
    // given
    byte[] one = trained(matrix(), 1, 20).toByteArray("json");
    byte[] other = trained(matrix(), 2, 20).toByteArray("json");

    // when
    Predictor both = TreePayload.read(TreePayload.write(NAMES, List.of(one, other)));

    // then
    double mean = (reloaded(one).margin(row(3)) + reloaded(other).margin(row(3))) / 2;
    assertThat(both.margin(row(3))).isCloseTo(mean, within(1e-9));
  }

  @Test
  void files_thatAreNoSuchModel_areRefusedByName() throws Exception {
    byte[] model = trained(matrix(), 1, 2).toByteArray("json");

    assertRefused(model, "binary:logistic", "reg:squarederror", "objective");
    assertRefused(model, "\"learner\"", "\"teacher\"", "learner");
    assertRefused(model, "gbtree", "gblinear", "booster");
    assertThatThrownBy(
            () -> TreePayload.read(TreePayload.write(List.of("just-one"), List.of(model))))
        .hasMessageContaining("model-00.json")
        .hasMessageContaining("there are 1");
    SortedMap<String, byte[]> none = TreePayload.write(NAMES, List.of());
    assertThatThrownBy(() -> TreePayload.read(none))
        .hasMessageContaining("model-00.json is missing");
  }

  private static void assertRefused(byte[] model, String part, String by, String named) {
    byte[] altered =
        new String(model, StandardCharsets.UTF_8)
            .replace(part, by)
            .getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> reloaded(altered))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(named);
  }

  private static TreePredictor reloaded(byte[] json) throws IOException {
    return (TreePredictor) TreePayload.read(TreePayload.write(NAMES, List.of(json)));
  }

  private DMatrix matrix() throws XGBoostError {
    DMatrix matrix = new DMatrix(values, ROWS, INPUTS, Float.NaN);
    float[] labels = new float[ROWS];
    Random noise = new Random(5);
    for (int i = 0; i < ROWS; i++) {
      float told = values[i * INPUTS];
      labels[i] = (Float.isNaN(told) ? 0 : told) + 0.5 * noise.nextGaussian() > 0.3 ? 1 : 0;
    }
    matrix.setLabel(labels);
    return matrix;
  }

  private static Booster trained(DMatrix matrix, int seed, int rounds) throws XGBoostError {
    return trained(matrix, seed, rounds, Map.of());
  }

  private static Booster trained(DMatrix matrix, int seed, int rounds, Map<String, Object> more)
      throws XGBoostError {
    Map<String, Object> parameters =
        new HashMap<>(
            Map.of("objective", "binary:logistic", "max_depth", 5, "eta", 0.2, "nthread", 1));
    parameters.putAll(
        Map.of("tree_method", "hist", "subsample", 0.8, "seed", seed, "verbosity", 0));
    parameters.putAll(more);
    return XGBoost.train(matrix, parameters, rounds, new HashMap<>(), null, null);
  }

  private double[] row(int i) {
    double[] row = new double[INPUTS];
    for (int input = 0; input < INPUTS; input++) {
      row[input] = values[i * INPUTS + input];
    }
    return row;
  }

  private float[] values() {
    float[] drawn = new float[ROWS * INPUTS];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = random.nextInt(5) == 0 ? Float.NaN : (float) random.nextGaussian();
    }
    return drawn;
  }
}
