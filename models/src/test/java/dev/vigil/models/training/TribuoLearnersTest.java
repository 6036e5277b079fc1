package dev.vigil.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.linear.LinearInputs;
import dev.vigil.models.linear.LinearPayload;
import dev.vigil.models.risk.Predictor;
import dev.vigil.models.trees.BinnedInput;
import dev.vigil.models.trees.BinnedInputs;
import dev.vigil.models.trees.TreePredictor;
import dev.vigil.models.trees.TreeShap;
import dev.vigil.models.trees.TribuoTreePayload;
import dev.vigil.models.tribuo.TribuoModels;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** Against what Tribuo's own models, read from the bundle, predict. */
class TribuoLearnersTest {
  private static final List<String> FEATURES =
      List.of("heart-rate.last", "spo2.last", "static.age", "lactate.last", "static.sex");

  /** Trees small enough for the rows, with negative rows left out and several bins. */
  private static final TribuoTreesFit CART = new TribuoTreesFit(1, 6, 10, 1, 16, 500);

  private static final TribuoTreesFit FOREST = new TribuoTreesFit(12, 7, 10, 0.5f, 16, 500);
  private static final TrainingTable TABLE = table(600);

  /** All that Tribuo learns, with what opens it. */
  private enum Algorithm {
    LOGISTIC(new LinearLearner(LinearFit.LOGISTIC.withMaxNegatives(500), 3)),
    SVM(new LinearLearner(LinearFit.SVM.withMaxNegatives(500), 3)),
    CART_TREE(new TribuoTreesLearner(CART, 3)),
    RANDOM_FOREST(new TribuoTreesLearner(FOREST, 3));

    private final Learner learner;

    Algorithm(Learner learner) {
      this.learner = learner;
    }

    boolean isLinear() {
      return this == LOGISTIC || this == SVM;
    }

    Learner.Learned learned() {
      return learner.learn(TABLE, "generated", Progress.NONE);
    }

    Predictor read(Map<String, byte[]> files) throws IOException {
      return isLinear() ? LinearPayload.read(files) : TribuoTreePayload.read(files);
    }

    /** What Tribuo has for a row, as a margin. */
    double margin(Model<Label> tribuo, Consumer<ObjDoubleConsumer<String>> terms) {
      TribuoRows rows = new TribuoRows();
      rows.add(true, 1, terms);
      Map<String, Label> scores =
          tribuo.predict(rows.dataset("test").getExample(0)).getOutputScores();
      double positive = scores.get(TribuoModels.POSITIVE).getScore();
      double negative = scores.get(TribuoModels.NEGATIVE).getScore();
      return switch (this) {
        case LOGISTIC -> Math.log(positive / negative);
        case SVM -> positive - negative;
        case CART_TREE, RANDOM_FOREST -> positive;
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void reloadedModel_onAnyRow_predictsWhatTribuosOwnDoesAndExplainsIt(Algorithm algorithm)
      throws IOException {
    // given
    Learner.Learned learned = algorithm.learned();
    Predictor reloaded = algorithm.read(learned.files());
    Model<Label> tribuo = TribuoModels.read(learned.files());
    List<Double> margins = new ArrayList<>();

    for (double[] row : rows(learned.files())) {
      // when
      double margin = reloaded.margin(row);
      double sum = Arrays.stream(reloaded.contributions(row)).sum();

      // then
      Consumer<ObjDoubleConsumer<String>> terms = terms(algorithm, learned.files(), row);
      assertThat(margin).isCloseTo(algorithm.margin(tribuo, terms), within(1e-9));
      assertThat(margin).isCloseTo(learned.predictor().margin(row), within(1e-12));
      assertThat(reloaded.base() + sum).isCloseTo(margin, within(1e-9));
      margins.add(margin);
    }
    assertThat(margins.stream().distinct().count()).isGreaterThan(5);
  }

  @ParameterizedTest
  @EnumSource
  void sameRowsAndSeed_giveTheSameBytes(Algorithm algorithm) {
    SortedMap<String, byte[]> first = algorithm.learned().files();
    SortedMap<String, byte[]> second = algorithm.learned().files();

    assertThat(second.keySet()).isEqualTo(first.keySet());
    first.forEach((name, file) -> assertThat(second.get(name)).as(name).isEqualTo(file));
    assertThat(new String(first.get(TribuoModels.FILE), StandardCharsets.ISO_8859_1))
        .contains("1970-01-01T00:00Z", "unknown-version")
        .doesNotContainPattern("20\\d\\d-\\d\\d-\\d\\dT");
  }

  @ParameterizedTest
  @EnumSource
  void training_findsTheSickAmongUnseenPatients_andItsBundleOpens(Algorithm algorithm)
      throws Exception {
    // given
    TrainingSpec spec = new TrainingSpec("m", "1", "sick", "made up", 1, 3, AlarmWorth.EVEN);

    // when
    TrainingReport report = SickPatients.trained(spec, algorithm.learner, TABLE);

    // then
    assertThat(report.auroc()).isBetween(0.7, 0.99);
    assertThat(Bundles.open(report.bundle()).get(0).features()).containsAll(FEATURES);
    BundleManifest manifest = Bundles.manifest(report.bundle());
    assertThat(manifest.kind()).isEqualTo(algorithm.learner.kind());
    assertThat(manifest.missingValues()).contains("unknown");
    assertThat(manifest.calibration().slope()).isPositive();
  }

  @Test
  void treesMargin_isAShareOfRows_andShapExplainsIt() throws IOException {
    Learner.Learned learned = Algorithm.RANDOM_FOREST.learned();
    TreePredictor forest = (TreePredictor) learned.predictor();

    // its base is what is usual in the training
    TrainingReport.Part counts = TABLE.counts();
    assertThat(forest.base()).isCloseTo((double) counts.positives() / counts.rows(), within(0.03));
    assertThat(forest.trees().trees()).isEqualTo(FOREST.trees());
    for (double[] row : rows(learned.files())) {
      double[] shap = TreeShap.of(forest.trees(), row);
      assertThat(forest.margin(row)).isBetween(0.0, 1.0);
      assertThat(forest.base() + Arrays.stream(shap).sum())
          .isCloseTo(forest.margin(row), within(1e-9));
    }
  }

  @Test
  void rowOfWhichNothingIsKnown_goesTheLowWayEverywhere() {
    Predictor tree = Algorithm.CART_TREE.learned().predictor();
    double[] unknown = {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    double[] partly = {Double.NaN, Double.NaN, -1e30, Double.NaN, -1e30};

    assertThat(tree.margin(unknown)).isEqualTo(tree.margin(partly));
  }

  @Test
  void thinnedRows_standForAllOfThem() {
    Thinning thinning = Thinning.toWhole(500, TABLE, new Draw(3));

    double stoodFor =
        TABLE.rows().stream().filter(thinning::keeps).mapToDouble(thinning::weight).sum();

    assertThat(TABLE.rows())
        .allSatisfy(row -> assertThat(thinning.weight(row)).isEqualTo(row.label() ? 1 : 5))
        .allMatch(row -> !row.label() || thinning.keeps(row));
    assertThat(stoodFor).isCloseTo(TABLE.rows().size(), within(0.15 * TABLE.rows().size()));
  }

  @Test
  void files_thatDontFitTogether_areRefusedByName() {
    SortedMap<String, byte[]> tree = Algorithm.CART_TREE.learned().files();
    SortedMap<String, byte[]> line = Algorithm.SVM.learned().files();

    assertRefused(tree, "covers.json", (byte[]) null, "file covers.json is missing");
    assertRefused(tree, "covers.json", "{\"leaves\":[1,2]}", "more leaves than there are covers");
    assertRefused(tree, "covers.json", "{\"leaves\":[1,0]}", "a leaf that no row reached");
    assertRefused(tree, "model.tribuo", "no model", "model.tribuo can't be read");
    assertRefused(tree, "inputs.json", "{\"inputs\":[]}", "which is none of its inputs");
    assertRefused(tree, "model.tribuo", line.get("model.tribuo"), "expected a TreeModel");
    line.put("model.tribuo", tree.get("model.tribuo"));
    assertThatThrownBy(() -> LinearPayload.read(line))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("model.tribuo holds a TreeModel, expected a LinearSGDModel");
  }

  private static void assertRefused(
      Map<String, byte[]> files, String name, String by, String sentence) {
    assertRefused(files, name, by.getBytes(StandardCharsets.UTF_8), sentence);
  }

  private static void assertRefused(
      Map<String, byte[]> files, String name, byte[] by, String sentence) {
    SortedMap<String, byte[]> altered = new TreeMap<>(files);
    altered.remove(name);
    if (by != null) {
      altered.put(name, by);
    }
    assertThatThrownBy(() -> TribuoTreePayload.read(altered))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(sentence);
  }

  private static Consumer<ObjDoubleConsumer<String>> terms(
      Algorithm algorithm, Map<String, byte[]> files, double[] row) {
    byte[] inputs = files.get("inputs.json");
    return algorithm.isLinear()
        ? terms -> decoded(inputs, LinearInputs.class).terms(row, terms)
        : terms -> decoded(inputs, BinnedInputs.class).terms(row, terms);
  }

  private static <T> T decoded(byte[] json, Class<T> type) {
    try {
      return Json.decode(json, type);
    } catch (MalformedRecordException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Any rows with unknown values, and of trees such whose values are on edges of bins. */
  private static List<double[]> rows(Map<String, byte[]> files) {
    List<double[]> edges =
        files.containsKey("covers.json")
            ? decoded(files.get("inputs.json"), BinnedInputs.class).inputs().stream()
                .map(BinnedInput::edges)
                .toList()
            : List.of();
    Random random = new Random(8);
    return Stream.generate(
            () -> {
              double[] row = values(random);
              IntStream.range(0, edges.size())
                  .filter(i -> edges.get(i).length > 0 && random.nextBoolean())
                  .forEach(i -> row[i] = edges.get(i)[random.nextInt(edges.get(i).length)]);
              return row;
            })
        .limit(2_000)
        .toList();
  }

  private static double[] values(Random random) {
    return new double[] {
      random.nextInt(5) == 0 ? Double.NaN : Math.rint(80 + 20 * random.nextGaussian()),
      random.nextInt(4) == 0 ? Double.NaN : 97 + 2 * random.nextGaussian(),
      Math.rint(60 + 15 * random.nextGaussian()),
      random.nextInt(10) > 0 ? Double.NaN : Math.exp(random.nextGaussian()),
      random.nextInt(2)
    };
  }

  /**
   * Five rows each, of 3,000 some 20 % are sick, rather those with a high heart rate or lactate.
   */
  private static TrainingTable table(int patients) {
    Random random = new Random(11);
    Stream.Builder<TrainingRow> rows = Stream.builder();
    for (int i = 0; i < 5 * patients; i++) {
      double[] values = values(random);
      double heartRate = Double.isNaN(values[0]) ? 75 : values[0];
      double lactate = Double.isNaN(values[3]) ? 1 : values[3];
      double logOdds = (heartRate - 110) / 10 + lactate + (values[2] - 60) / 30;
      boolean label = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
      rows.add(row("p" + i / 5, i % 5, values, label));
    }
    Iterator<TrainingRow> iterator = rows.build().iterator();
    return TrainingTable.of(FEATURES, iterator, Progress.NONE);
  }

  private static TrainingRow row(String patient, long hour, double[] values, boolean label) {
    SortedMap<String, Double> known = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        known.put(FEATURES.get(i), values[i]);
      }
    }
    FeatureVector vector = new FeatureVector(patient, "hash", hour, hour, known);
    return new TrainingRow(patient, hour, vector, label, label ? 0 : TrainingRow.NEVER);
  }
}
