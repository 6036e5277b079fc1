package dev.vigil.models.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class OnnxImportTest {
  private static final int ROWS = OnnxFile.ROWS;
  private static final double[] REFERENCE = {85, 18, 98.6, 122, 55};
  private static final Mlp MLP = ExampleModels.mlp();
  private static final MadeUpPatients PATIENTS = new MadeUpPatients(300, 99);

  @Test
  void perceptron_servedFromItsBundle_saysWhatPlainJavaSays() throws Exception {
    RiskModel model = Served.open(Manifests.ofPatients().bundle(MLP.toOnnx(ROWS)));

    double least = 1;
    double most = 0;
    for (double[] row : PATIENTS.rows) {
      double expected = Mlp.probability(MLP.logit(row));
      Score score = Served.score(model, Served.vector(row));
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
    assertThat(Served.open(bundle).probability(Served.vector(row)))
        .isCloseTo(Mlp.probability(-1 + 2 * MLP.logit(row)), within(1e-6));
  }

  @Test
  void unknownInputs_countAsDeclaredAndAreNamed() throws Exception {
    Manifests manifest = Manifests.ofPatients();
    manifest.input(1).put("unknown", 25).put("reference", 18);
    RiskModel model = Served.open(manifest.bundle(MLP.toOnnx(ROWS)));
    double[] row = {120, Double.NaN, 101, Double.NaN, 70};

    Score score = Served.score(model, Served.vector(row));

    double[] counted = {120, 25, 101, 122, 70};
    assertThat(score.value()).isCloseTo(Mlp.probability(MLP.logit(counted)), within(1e-6));
    assertThat(score.missing()).containsExactly("respiratory-rate.last", "systolic-pressure.last");
    assertThat(score.contributions())
        .containsKey("respiratory-rate.last.missing")
        // It counts as the reference has it.
        .doesNotContainKeys("systolic-pressure.last", "systolic-pressure.last.missing");
    Score none = Served.score(model, Served.vector(new double[] {1, 1, 1, 1, 70}, 1e6));
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
      RiskModel model = Served.open(manifest.bundle(form));
      Score score = Served.score(model, Served.vector(row));
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
      RiskModel first = Served.open(Manifests.ofPatients().output(output, is, 0).bundle(both));
      RiskModel second = Served.open(Manifests.ofPatients().output(output, is, 1).bundle(both));
      assertThat(first.probability(Served.vector(row))).isCloseTo(expected, within(1e-6));
      assertThat(second.probability(Served.vector(row))).isCloseTo(1 - expected, within(1e-6));
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
        Served.open(
            Manifests.empty()
                .input("hours", "static.hours-since-admission", 0)
                .output("p", "probability", 0)
                .bundle(certain));
    TreeMap<String, Double> values = new TreeMap<>();
    values.put("static.hours-since-admission", 500.0);

    Score score = Served.score(model, new FeatureVector("p", "hash", 0, 0, values));

    assertThat(score.outcome()).isEqualTo(Score.Outcome.SCORE);
    assertThat(score.value()).isGreaterThan(0.999999).isLessThan(1);
  }

  @Test
  void model_askedByManyThreads_saysTheSame() throws Exception {
    RiskModel model = Served.open(Manifests.ofPatients().bundle(MLP.toOnnx(ROWS)));
    List<FeatureVector> vectors =
        Arrays.stream(PATIENTS.rows).map(row -> Served.vector(row)).toList();
    List<Score> alone = vectors.stream().map(vector -> Served.score(model, vector)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);

    try {
      List<Future<List<Score>>> together = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        together.add(
            threads.submit(
                () -> vectors.stream().map(vector -> Served.score(model, vector)).toList()));
      }
      for (Future<List<Score>> each : together) {
        assertThat(each.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
