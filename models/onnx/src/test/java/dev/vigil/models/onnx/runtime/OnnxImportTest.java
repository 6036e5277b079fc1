package dev.vigil.models.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.imported.ImportException;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnnxImportTest {
  private static final int ROWS = OnnxFile.ROWS;
  private static final double[] REFERENCE = {85, 18, 98.6, 122, 55};
  private static final Mlp MLP = ExampleModels.mlp();
  private static final MadeUpPatients PATIENTS = new MadeUpPatients(300, 99);

  @Test
  void perceptron_servedFromItsBundle_saysWhatPlainJavaSays() throws Exception {
    RiskModel model = open(Manifests.ofPatients().bundle(MLP.toOnnx(ROWS)));

    double least = 1;
    double most = 0;
    for (double[] row : PATIENTS.rows) {
      double expected = Mlp.probability(MLP.logit(row));
      Score score = score(model, vector(row));
      assertThat(score.outcome()).isEqualTo(Score.Outcome.SCORE);
      assertThat(score.value()).isCloseTo(expected, within(1e-6));
      least = Math.min(least, expected);
      most = Math.max(most, expected);
    }
    // A model that has learned nothing would agree with anything.
    assertThat(most - least).isGreaterThan(0.5);
  }

  @Test
  void bundle_isTheSameBytesEachTimeAndSaysWhatTheManifestSays() throws Exception {
    Manifests given = Manifests.ofPatients();
    given
        .root()
        .put("threshold", 0.3)
        .putObject("calibration")
        .put("intercept", -1)
        .put("slope", 2);

    byte[] bundle = given.bundle(MLP.toOnnx(ROWS));

    assertThat(given.bundle(MLP.toOnnx(ROWS))).isEqualTo(bundle);
    BundleManifest manifest = Bundles.manifest(bundle);
    assertThat(manifest.kind()).isEqualTo(BundleManifest.Kind.ONNX);
    assertThat(manifest.decisionThreshold()).isEqualTo(0.3);
    assertThat(manifest.label()).isEqualTo("deterioration");
    assertThat(manifest.features()).containsKeys("heart-rate.last", "heart-rate.age", "static.age");
    assertThat(manifest.provenance())
        .containsEntry("data", "made-up rows")
        .containsKey("explanation");
    assertThat(Bundles.card(bundle).purpose()).isEqualTo("tests");
    assertThat(Bundles.card(bundle).licence()).isEqualTo("none");
    assertThat(Bundles.card(bundle).limits()).contains("knows nobody");
    double[] row = PATIENTS.rows[0];
    assertThat(open(bundle).probability(vector(row)))
        .isCloseTo(Mlp.probability(-1 + 2 * MLP.logit(row)), within(1e-6));
  }

  @Test
  void contributions_sumUpToTheDistanceFromTheReference() throws Exception {
    RiskModel model = open(Manifests.ofPatients().bundle(MLP.toOnnx(ROWS)));

    for (double[] row : PATIENTS.rows) {
      double sum =
          score(model, vector(row)).contributions().values().stream().mapToDouble(c -> c).sum();
      assertThat(sum).isCloseTo(MLP.logit(row) - MLP.logit(REFERENCE), within(1e-5));
    }
  }

  @Test
  void contributions_ofOneChangedInput_areItsAlone() throws Exception {
    RiskModel model = open(Manifests.ofPatients().bundle(MLP.toOnnx(ROWS)));
    double[] row = REFERENCE.clone();
    row[1] = 34;

    Score score = score(model, vector(row));

    assertThat(score.contributions()).containsOnlyKeys("respiratory-rate.last");
    assertThat(score.contributions().get("respiratory-rate.last"))
        .isCloseTo(MLP.logit(row) - MLP.logit(REFERENCE), within(1e-5))
        .isGreaterThan(0.5);
  }

  @Test
  void contributions_areNearToTheShapleyValuesOfAllOrders() throws Exception {
    RiskModel model = open(Manifests.ofPatients().bundle(MLP.toOnnx(ROWS)));
    List<String> features = model.inputs();
    double worst = 0;
    double sum = 0;

    for (double[] row : PATIENTS.rows) {
      Score score = score(model, vector(row));
      double[] exact = shapley(row);
      for (int i = 0; i < exact.length; i++) {
        double found = score.contributions().getOrDefault(features.get(i), 0.0);
        worst = Math.max(worst, Math.abs(found - exact[i]));
        sum += Math.abs(found - exact[i]);
      }
    }

    // Of contributions that reach beyond 2.
    assertThat(worst).isLessThan(0.2);
    assertThat(sum / (PATIENTS.rows.length * 5)).isLessThan(0.01);
  }

  @Test
  void contributions_whereTwoInputsActTogether_areTheShapleyValues() throws Exception {
    // logit = hr * rr + age
    byte[] product =
        new OnnxFile()
            .input("hr", OnnxFile.FLOAT, ROWS, 1)
            .input("rr", OnnxFile.FLOAT, ROWS, 1)
            .input("age", OnnxFile.FLOAT, ROWS, 1)
            .node("Mul", List.of("hr", "rr"), "both")
            .node("Add", List.of("both", "age"), "logit")
            .output("logit", OnnxFile.FLOAT, ROWS, 1)
            .toBytes();
    RiskModel model =
        open(
            Manifests.empty()
                .input("age", "static.age", 1)
                .input("rr", "respiratory-rate.last", 1)
                .input("hr", "heart-rate.last", 1)
                .output("logit", "logit", 0)
                .bundle(product));
    TreeMap<String, Double> values = new TreeMap<>();
    values.put("static.age", 4.0);
    values.put("respiratory-rate.last", 2.0);
    values.put("heart-rate.last", 3.0);
    values.put("heart-rate.age", 1.0);

    Score score = score(model, new FeatureVector("p", "hash", 0, 0, values));

    assertThat(score.contributions().get("static.age")).isCloseTo(3, within(1e-6));
    // Of 2 * 3 - 1 * 1 = 5: ((2 - 1) + (6 - 3)) / 2 and ((3 - 1) + (6 - 2)) / 2.
    assertThat(score.contributions().get("respiratory-rate.last")).isCloseTo(2, within(1e-6));
    assertThat(score.contributions().get("heart-rate.last")).isCloseTo(3, within(1e-6));
  }

  @Test
  void unknownInputs_countAsDeclaredAndAreNamed() throws Exception {
    Manifests manifest = Manifests.ofPatients();
    manifest.input(1).put("unknown", 25).put("reference", 18);
    RiskModel model = open(manifest.bundle(MLP.toOnnx(ROWS)));
    double[] row = {120, Double.NaN, 101, Double.NaN, 70};

    Score score = score(model, vector(row));

    double[] counted = {120, 25, 101, 122, 70};
    assertThat(score.value()).isCloseTo(Mlp.probability(MLP.logit(counted)), within(1e-6));
    assertThat(score.missing()).containsExactly("respiratory-rate.last", "systolic-pressure.last");
    assertThat(score.contributions())
        .containsKey("respiratory-rate.last.missing")
        // It counts as the reference has it.
        .doesNotContainKeys("systolic-pressure.last", "systolic-pressure.last.missing");
    Score none = score(model, vector(new double[] {1, 1, 1, 1, 70}, 1e6));
    assertThat(none.outcome()).isEqualTo(Score.Outcome.NOT_APPLICABLE);
  }

  @Test
  void files_ofOtherForms_sayTheSame() throws Exception {
    double[] row = PATIENTS.rows[3];
    double expected = Mlp.probability(MLP.logit(row));
    Manifests manifest = Manifests.ofPatients();
    List<byte[]> forms = new ArrayList<>();
    forms.add(MLP.toOnnx(1));
    OnnxFile columns = new OnnxFile();
    MadeUpPatients.NAMES.forEach(name -> columns.input(name, OnnxFile.FLOAT, ROWS, 1));
    forms.add(
        MLP.graph(columns.concat(MadeUpPatients.NAMES, "all"), "all")
            .output("probability", OnnxFile.FLOAT, ROWS, 1)
            .toBytes());
    OnnxFile wide = new OnnxFile().input("wide", OnnxFile.DOUBLE, ROWS, 5);
    forms.add(
        MLP.graph(wide.cast("wide", "narrow", OnnxFile.FLOAT), "narrow")
            .output("probability", OnnxFile.FLOAT, ROWS, 1)
            .toBytes());

    for (byte[] form : forms) {
      RiskModel model = open(manifest.bundle(form));
      Score score = score(model, vector(row));
      assertThat(score.value()).isCloseTo(expected, within(1e-6));
      double sum = score.contributions().values().stream().mapToDouble(c -> c).sum();
      assertThat(sum).isCloseTo(MLP.logit(row) - MLP.logit(REFERENCE), within(1e-5));
    }
  }

  @Test
  void outputs_ofTwoColumns_areReadByTheirMeaning() throws Exception {
    // Both classes: 0 and the logit, and their softmax.
    byte[] both =
        MLP.graph(new OnnxFile().input("vitals", OnnxFile.FLOAT, ROWS, 5), "vitals")
            .node("Sub", List.of("logit", "logit"), "zero")
            .concat(List.of("logit", "zero"), "logits")
            .node("Softmax", List.of("logits"), "probabilities")
            .output("logits", OnnxFile.FLOAT, ROWS, 2)
            .output("probabilities", OnnxFile.FLOAT, ROWS, 2)
            .toBytes();
    double[] row = PATIENTS.rows[5];
    double expected = Mlp.probability(MLP.logit(row));

    for (String output : List.of("logits", "probabilities")) {
      String is = output.equals("logits") ? "logit" : "probability";
      RiskModel first = open(Manifests.ofPatients().output(output, is, 0).bundle(both));
      RiskModel second = open(Manifests.ofPatients().output(output, is, 1).bundle(both));
      assertThat(first.probability(vector(row))).isCloseTo(expected, within(1e-6));
      assertThat(second.probability(vector(row))).isCloseTo(1 - expected, within(1e-6));
    }
  }

  @Test
  void certainProbability_isOneTooLargeForItsFormatAndNoFailure() throws Exception {
    byte[] certain =
        new OnnxFile()
            .input("x", OnnxFile.FLOAT, ROWS, 1)
            .node("Sigmoid", List.of("x"), "p")
            .output("p", OnnxFile.FLOAT, ROWS, 1)
            .toBytes();
    RiskModel model =
        open(
            Manifests.empty()
                .input("hours", "static.hours-since-admission", 0)
                .output("p", "probability", 0)
                .bundle(certain));
    TreeMap<String, Double> values = new TreeMap<>();
    values.put("static.hours-since-admission", 500.0);

    Score score = score(model, new FeatureVector("p", "hash", 0, 0, values));

    assertThat(score.outcome()).isEqualTo(Score.Outcome.SCORE);
    assertThat(score.value()).isGreaterThan(0.999999).isLessThan(1);
  }

  @Test
  void model_askedByManyThreads_saysTheSame() throws Exception {
    RiskModel model = open(Manifests.ofPatients().bundle(MLP.toOnnx(ROWS)));
    List<FeatureVector> vectors = Arrays.stream(PATIENTS.rows).map(row -> vector(row)).toList();
    List<Score> alone = vectors.stream().map(vector -> score(model, vector)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);

    try {
      List<Future<List<Score>>> together = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        together.add(
            threads.submit(() -> vectors.stream().map(vector -> score(model, vector)).toList()));
      }
      for (Future<List<Score>> each : together) {
        assertThat(each.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void examples_areFoundAgainOrTheModelIsRefused() throws Exception {
    double[] row = PATIENTS.rows[0];
    double expected = Mlp.probability(MLP.logit(row));
    assertThat(withExample(row, expected).bundle(MLP.toOnnx(ROWS))).isNotEmpty();

    assertRefused(
        withExample(row, expected + 1e-3), MLP.toOnnx(ROWS), "examples[0] has probability");
    // As if the columns were in another order.
    double[] swapped = {row[1], row[0], row[2], row[3], row[4]};
    assertRefused(withExample(swapped, expected), MLP.toOnnx(ROWS), "model's order and units");
  }

  @Test
  void model_thatTheManifestDoesNotFit_isRefusedByName() {
    byte[] mlp = MLP.toOnnx(ROWS);
    assertRefused(
        Manifests.ofPatients().input("extra", "spo2.last", 97),
        mlp,
        "\"vitals\" (float any x 5) has 5 columns, the manifest maps 6 inputs");
    byte[] columns =
        new OnnxFile()
            .input("hr", OnnxFile.FLOAT, ROWS, 1)
            .input("lactate", OnnxFile.FLOAT, ROWS, 1)
            .node("Add", List.of("hr", "lactate"), "logit")
            .output("logit", OnnxFile.FLOAT, ROWS, 1)
            .toBytes();
    Manifests hr = Manifests.empty().input("hr", "heart-rate.last", 80).output("logit", "logit", 0);
    assertRefused(hr, columns, "input \"lactate\" (float any x 1) isn't in the manifest");
    assertRefused(
        Manifests.empty()
            .input("hr", "heart-rate.last", 80)
            .input("lactate", "lactate.last", 1)
            .input("rr", "respiratory-rate.last", 18)
            .output("logit", "logit", 0),
        columns,
        "the manifest maps \"rr\", the model has no such input");
  }

  @Test
  void shapesAndTypes_thatCannotBeServed_areRefusedByName() {
    for (int[] shape : new int[][] {{5}, {32, 5}, {ROWS, ROWS}, {ROWS, 5, 1}}) {
      byte[] odd =
          new OnnxFile()
              .input("x", OnnxFile.FLOAT, shape)
              .node("Sigmoid", List.of("x"), "probability")
              .output("probability", OnnxFile.FLOAT, shape)
              .toBytes();
      assertRefused(
          Manifests.ofPatients(), odd, "\"x\" (float ", "can't be served, expected any x 5");
    }
    byte[] whole =
        new OnnxFile()
            .input("x", OnnxFile.INT64, ROWS, 5)
            .cast("x", "probability", OnnxFile.FLOAT)
            .output("probability", OnnxFile.FLOAT, ROWS, 5)
            .toBytes();
    assertRefused(Manifests.ofPatients(), whole, "\"x\" (int64 any x 5) is no tensor of float");
    assertRefused(Manifests.ofPatients(), new byte[] {1, 2, 3}, "ONNX Runtime can't load");
    byte[] unheardOf =
        new OnnxFile()
            .input("x", OnnxFile.FLOAT, ROWS, 5)
            .node("Oracle", List.of("x"), "probability")
            .output("probability", OnnxFile.FLOAT, ROWS, 5)
            .toBytes();
    assertRefused(Manifests.ofPatients(), unheardOf, "Oracle");
  }

  @Test
  void outputs_thatAreNoAnswer_areRefusedByName() {
    byte[] mlp = MLP.toOnnx(ROWS);
    assertRefused(
        Manifests.ofPatients().output("risk", "probability", 0),
        mlp,
        "no output \"risk\"; it has \"logit\" (float any x 1), \"probability\"");
    assertRefused(
        Manifests.ofPatients().output("probability", "probability", 1),
        mlp,
        "has 1 columns, column 1 was asked for");
    Manifests wrongWord = Manifests.ofPatients().output("logit", "probability", 0);
    assertRefused(wrongWord, mlp, "said to be a probability, but is -", "is it a logit?");
    byte[] zipMap =
        MLP.graph(new OnnxFile().input("vitals", OnnxFile.FLOAT, ROWS, 5), "vitals")
            .node("Sub", List.of("one", "probability"), "other")
            .constant("one", 1, 1, 1)
            .concat(List.of("other", "probability"), "both")
            .zipMap("both", "output_probability")
            .cast("both", "output_label", OnnxFile.INT64)
            .output("output_label", OnnxFile.INT64, ROWS, 2)
            .toBytes();
    assertRefused(
        Manifests.ofPatients().output("output_probability", "probability", 1),
        zipMap,
        "\"output_probability\" (sequence) is a ZipMap",
        "options={\"zipmap\": False}");
    assertRefused(
        Manifests.ofPatients().output("output_label", "probability", 1),
        zipMap,
        "\"output_label\" (int64 any x 2) is no tensor of float");
  }

  @Test
  void rowsThatTheModelMixes_areRefused() {
    byte[] mixing =
        MLP.graph(new OnnxFile().input("vitals", OnnxFile.FLOAT, ROWS, 5), "vitals")
            .node("ReduceMean", List.of("logit"), "mean_logit")
            .node("Sub", List.of("logit", "mean_logit"), "mixed")
            .output("mixed", OnnxFile.FLOAT, ROWS, 1)
            .toBytes();
    assertRefused(
        Manifests.ofPatients().output("mixed", "logit", 0),
        mixing,
        "depends on the rows beside it",
        "export it for inference");
  }

  @Test
  void unknownValues_thatTheModelCannotTake_areRefusedByName() {
    Manifests manifest = Manifests.ofPatients();
    manifest.input(3).put("unknown", "nan").put("reference", 122);
    assertRefused(manifest, MLP.toOnnx(ROWS), "no finite answer where \"sbp\" is unknown");
  }

  private static Manifests withExample(double[] row, double probability) {
    Manifests manifest = Manifests.ofPatients();
    var example = manifest.root().putArray("examples").addObject();
    Arrays.stream(row).forEach(example.putArray("inputs")::add);
    example.put("probability", probability);
    return manifest;
  }

  /** By all 2^5 sets of inputs that are set before each. */
  private static double[] shapley(double[] row) {
    int inputs = row.length;
    double[] values = new double[inputs];
    for (int set = 0; set < 1 << inputs; set++) {
      int size = Integer.bitCount(set);
      for (int i = 0; i < inputs; i++) {
        if ((set & 1 << i) == 0) {
          double weight = factorial(size) * factorial(inputs - size - 1) / factorial(inputs);
          values[i] += weight * (logit(row, set | 1 << i) - logit(row, set));
        }
      }
    }
    return values;
  }

  private static double logit(double[] row, int set) {
    double[] mixed = REFERENCE.clone();
    IntStream.range(0, row.length).filter(i -> (set & 1 << i) != 0).forEach(i -> mixed[i] = row[i]);
    return MLP.logit(mixed);
  }

  private static double factorial(int n) {
    return IntStream.rangeClosed(1, n).asDoubleStream().reduce(1, (a, b) -> a * b);
  }

  private static void assertRefused(Manifests manifest, byte[] model, String... message) {
    assertThatThrownBy(() -> manifest.bundle(model))
        .isInstanceOf(ImportException.class)
        .hasMessageContainingAll(message);
  }

  private static RiskModel open(byte[] bundle) throws Exception {
    return (RiskModel) Bundles.open(bundle).get(0);
  }

  private static Score score(RiskModel model, FeatureVector vector) {
    return model.score(vector, new OutputNumber(1, 2, 3));
  }

  private static FeatureVector vector(double... row) {
    return vector(row, 60);
  }

  /**
   * What the features of a row are.
   *
   * @param age of each vital sign, seconds
   */
  private static FeatureVector vector(double[] row, double age) {
    List<String> features =
        List.of(
            "heart-rate.last",
            "respiratory-rate.last",
            "body-temperature.last",
            "systolic-pressure.last",
            "static.age");
    TreeMap<String, Double> values = new TreeMap<>();
    for (int i = 0; i < row.length; i++) {
      if (!Double.isNaN(row[i])) {
        values.put(features.get(i), i == 2 ? (row[i] - 32) / 1.8 : row[i]);
        if (i < 4) {
          values.put(features.get(i).replace(".last", ".age"), age);
        }
      }
    }
    return new FeatureVector("p", "hash", 0, 0, values);
  }
}
