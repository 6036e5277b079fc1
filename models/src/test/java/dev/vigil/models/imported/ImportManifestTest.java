package dev.vigil.models.imported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.models.onnx.OnnxOutput;
import dev.vigil.models.risk.Calibration;
import dev.vigil.models.risk.MappedInput;
import dev.vigil.schemas.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportManifestTest {
  private static final String GIVEN =
      """
      {"name": "m", "version": "1", "label": "sepsis", "kind": "onnx",
       "purpose": "tests", "licence": "none", "trained-on": "nothing", "limits": "all",
       "inputs": [
         {"name": "hr", "feature": "heart-rate.mean.1h", "unknown": 80},
         {"name": "temp_f", "feature": "body-temperature.last", "scale": 1.8, "offset": 32,
          "unknown": "nan", "reference": 98.6}],
       "output": {"name": "p", "is": "probability", "column": 1},
       "threshold": 0.2, "calibration": {"intercept": -1, "slope": 0.5},
       "examples": [{"inputs": [90, "nan"], "probability": 0.25}]}
      """;

  @Test
  void manifest_isReadAsItStands() throws Exception {
    ImportManifest manifest = ImportManifest.of(tree(GIVEN));

    assertThat(manifest.mapping().inputs())
        .containsExactly(
            new MappedInput("hr", "heart-rate.mean.1h", 1, 0, 80.0),
            new MappedInput("temp_f", "body-temperature.last", 1.8, 32, null));
    // What an unknown value counts as is usual unless something else is.
    assertThat(manifest.reference()).containsExactly(80.0, 98.6);
    assertThat(manifest.output()).isEqualTo(new OnnxOutput("p", OnnxOutput.Meaning.PROBABILITY, 1));
    assertThat(manifest.threshold()).isEqualTo(0.2);
    assertThat(manifest.calibration()).isEqualTo(new Calibration(-1, 0.5));
    assertThat(manifest.facts()).containsEntry("trained-on", "nothing").hasSize(4);
    assertThat(manifest.examples())
        .containsExactly(new ImportManifest.Example(List.of(90.0, Double.NaN), 0.25));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "/kind | \"pickle\" | kind is \"pickle\", expected onnx or xgboost",
        "/version | 1.10 | version is 1.1, expected a text; put it into quotes",
        "/limits | null | limits is missing or empty, expected a text",
        "/treshold | 0.3 | treshold is no field: did you mean threshold?",
        "/threshold | 1.5 | threshold is 1.5, expected 0 to 1",
        "/inputs | [] | inputs is missing or empty, expected a list",
        "/inputs/0/unknown | null | inputs[0].unknown is missing, expected what an unknown value",
        "/inputs/0/unknown | \"mean\" | inputs[0].unknown is \"mean\", expected a number",
        "/inputs/1/reference | null | inputs[1].reference is missing, expected a usual value",
        "/inputs/1/scale | 0 | inputs[1].scale is 0, expected the model's units",
        "/inputs/1/name | \"hr\" | inputs[1].name is \"hr\" again, expected each input once",
        "/inputs/1/feature | \"heart-rate.mean.1h\" | again, as of input \"hr\", expected each"
            + " feature once",
        "/inputs/0/feature | \"heart_rate.mean.1h\" | inputs[0].feature is \"heart_rate.mean.1h\","
            + " expected a feature of the catalogue; near to it are heart-rate.mean.1h",
        "/output | null | output is no section",
        "/output/is | \"score\" | output.is is \"score\", expected logit or probability",
        "/output/column | -1 | output.column is -1, expected a whole number from 0",
        "/output/nme | \"p\" | output.nme is no field: did you mean name?",
        "/calibration/slope | -2 | calibration.slope is -2.0, expected 0 or more",
        "/calibration/intercept | null | calibration.intercept is null, expected a number",
        "/examples/0/inputs | [90] | examples[0].inputs is a list of 1, expected a value for each"
            + " of 2",
        "/examples/0/inputs/1 | \"high\" | examples[0].inputs[1] is \"high\", expected a number",
        "/examples/0/probability | 25 | examples[0].probability is 25.0, expected 0 to 1",
      })
  void field_thatIsWrong_isNamed(String pointer, String value, String message) throws Exception {
    JsonNode tree = tree(GIVEN);
    put(tree, pointer, Json.mapper().readTree(value));

    assertThatThrownBy(() -> ImportManifest.of(tree))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining(message);
  }

  @Test
  void manifestOfTrees_needsNoReferenceAndHasNoOutput() throws Exception {
    ObjectNode tree = (ObjectNode) tree(GIVEN);
    tree.put("kind", "xgboost");
    assertThatThrownBy(() -> ImportManifest.of(tree))
        .hasMessageContaining("inputs[1].reference is no field");
    ((ObjectNode) tree.path("inputs").path(1)).remove(List.of("reference", "unknown"));
    assertThatThrownBy(() -> ImportManifest.of(tree)).hasMessageContaining("output is there");
    tree.remove("output");

    ImportManifest manifest = ImportManifest.of(tree);

    assertThat(manifest.reference()).isEmpty();
    assertThat(manifest.mapping().inputs().get(1).unknown()).isNull();
  }

  @Test
  void textInsteadOfSections_isRefused() throws Exception {
    assertThatThrownBy(() -> ImportManifest.of(tree("\"hello\"")))
        .hasMessageContaining("the manifest is no section");
  }

  @Test
  void onnxModel_withoutItsRuntime_isRefusedWithTheRemedy() throws Exception {
    ImportManifest manifest = ImportManifest.of(tree(GIVEN));

    assertThatThrownBy(() -> ModelImport.bundle(manifest, new byte[] {1}, "0"))
        .hasMessageContaining("ONNX Runtime isn't there")
        .hasMessageContaining("./vigil --onnx");
  }

  private static void put(JsonNode tree, String pointer, JsonNode value) {
    int last = pointer.lastIndexOf('/');
    JsonNode parent = tree.at(pointer.substring(0, last));
    String field = pointer.substring(last + 1);
    if (parent instanceof ObjectNode object) {
      object.set(field, value);
    } else {
      ((com.fasterxml.jackson.databind.node.ArrayNode) parent).set(Integer.parseInt(field), value);
    }
  }

  private static JsonNode tree(String json) throws Exception {
    return Json.mapper().readTree(json);
  }
}
