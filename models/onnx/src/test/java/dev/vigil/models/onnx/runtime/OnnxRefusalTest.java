package dev.vigil.models.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.models.imported.ImportException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models that can't be served are refused by name. */
class OnnxRefusalTest {
  private static final int ROWS = OnnxFile.ROWS;
  private static final Mlp MLP = ExampleModels.mlp();

  @Test
  void examples_areFoundAgainOrTheModelIsRefused() throws Exception {
    double[] row = new MadeUpPatients(300, 99).rows[0];
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

  private static void assertRefused(Manifests manifest, byte[] model, String... message) {
    assertThatThrownBy(() -> manifest.bundle(model))
        .isInstanceOf(ImportException.class)
        .hasMessageContainingAll(message);
  }
}
