package dev.vigil.models.onnx.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.imported.ImportManifest;
import dev.vigil.models.imported.ModelImport;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.training.XgboostLearner;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The models in {@code docs/examples/models} still import and say what their manifests state.
 * {@code mvn -pl models/onnx -am test -Dtest=ExampleModelsTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.write=true} makes what is missing, and what it
 * makes is what is there.
 */
class ExampleModelsTest {
  private static final Path FOLDER = Path.of("../../docs/examples/models");

  @Test
  void perceptron_isStillLearnedImportedAndFoundAgain() throws Exception {
    Mlp mlp = ExampleModels.mlp();
    byte[] onnx = file("made-up-mlp.onnx", mlp.toOnnx(OnnxFile.ROWS));
    ImportManifest manifest = manifest("made-up-mlp.yaml");

    assertThat(onnx).isEqualTo(mlp.toOnnx(OnnxFile.ROWS)).hasSizeLessThan(4_000);
    for (ImportManifest.Example example : manifest.examples()) {
      double[] row = example.inputs().stream().mapToDouble(value -> value).toArray();
      assertThat(example.probability()).isCloseTo(Mlp.probability(mlp.logit(row)), within(1e-6));
    }
    assertServed(manifest, onnx);
  }

  @Test
  void trees_areStillImportedAndFoundAgain() throws Exception {
    assumeThat(
            XgboostLearner.isAvailable()
                || Boolean.parseBoolean(System.getenv("VIGIL_REQUIRE_SERVICES")))
        .as("left out: XGBoost's native library can't be loaded")
        .isTrue();
    byte[] json = file("made-up-trees.json", ExampleModels.trees());
    ImportManifest manifest = manifest("made-up-trees.yaml");

    assertThat(json).hasSizeLessThan(20_000);
    assertThat(new String(json, UTF_8)).contains("[\"hr\",\"rr\",\"temp_f\",\"sbp\",\"age\"]");
    for (ImportManifest.Example example : manifest.examples()) {
      double[] row = example.inputs().stream().mapToDouble(value -> value).toArray();
      assertThat(example.probability())
          .isCloseTo(ExampleModels.xgboost(json, row)[0], within(1e-6));
    }
    assertServed(manifest, json);
  }

  @Test
  void manifestOfTheGuide_isWhole() throws Exception {
    String guide = Files.readString(FOLDER.resolve("../../MODELS.md"));
    String yaml = guide.split("```yaml\n")[1].split("```")[0];

    ImportManifest manifest = ImportManifest.of(new YAMLMapper().readTree(yaml));

    assertThat(manifest.mapping().names()).containsExactly("hr_mean_1h", "temp_f");
    assertThat(manifest.reference()).containsExactly(84.0, 98.2);
  }

  private static void assertServed(ImportManifest manifest, byte[] file) throws Exception {
    assertThat(manifest.examples()).hasSize(2);
    RiskModel model = (RiskModel) Bundles.open(ModelImport.bundle(manifest, file, "0")).get(0);
    assertThat(model.name()).isEqualTo(manifest.name());
    assertThat(model.inputs()).contains("heart-rate.last", "static.age").hasSize(5);
  }

  private static ImportManifest manifest(String name) throws Exception {
    return ImportManifest.of(new YAMLMapper().readTree(FOLDER.resolve(name).toFile()));
  }

  private static byte[] file(String name, byte[] made) throws Exception {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.write") && !Files.exists(file)) {
      Files.write(file, made);
    }
    return Files.readAllBytes(file);
  }
}
