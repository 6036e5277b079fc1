package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.schemas.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelImportCommandTest {
  private static final Path EXAMPLES = Path.of("../docs/examples/models");
  private static final Path TREES = EXAMPLES.resolve("made-up-trees.json");

  @TempDir private Path folder;

  @Test
  void trees_becomeABundleThatOpens() throws Exception {
    Path out = folder.resolve("trees.zip");
    Path manifest = EXAMPLES.resolve("made-up-trees.yaml");

    Ran ran = importing(TREES, manifest, out, "--json");
    Ran text = importing(TREES, manifest, out);

    assertThat(ran.code()).as(ran.err()).isZero();
    byte[] bundle = Files.readAllBytes(out);
    assertThat(Bundles.open(bundle).get(0).name()).isEqualTo("made-up-trees");
    assertThat(Bundles.manifest(bundle).provenance())
        .containsEntry("data", "4,000 made-up rows, of nobody");
    JsonNode json = Json.mapper().readTree(ran.out());
    assertThat(json.path("bundle_sha256").asText()).isEqualTo(Bundles.id(bundle));
    assertThat(json.path("kind").asText()).isEqualTo("xgboost");
    assertThat(json.path("inputs")).hasSize(5);
    assertThat(text.out())
        .contains(
            "temp_f",
            "1.8 * body-temperature.last +32.000000, NaN where unknown",
            "2 examples of the manifest found again",
            "made-up-trees:1 in " + out);
  }

  @Test
  void cardWithoutNumbers_saysThatNobodyHasMeasuredTheModelYet() {
    Path out = folder.resolve("trees.zip");
    importing(TREES, EXAMPLES.resolve("made-up-trees.yaml"), out);

    Ran shown = RecordingCommands.vigil(folder, "model", "show", "--bundle", out.toString());

    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("measured   by nobody yet: do so with model evaluate")
        .doesNotContain("on patients it had not seen");
  }

  @Test
  void whatCannotBeMapped_isOneSentenceWithItsNameAndNoBundle() throws Exception {
    Path out = folder.resolve("trees.zip");
    String given = Files.readString(EXAMPLES.resolve("made-up-trees.yaml"));

    Ran feature = importing(given.replace("heart-rate.last", "hart-rate.last"), out);
    Ran name = importing(given.replace("name: sbp", "name: syst"), out);
    Ran field = importing(given.replace("threshold:", "treshold:"), out);
    Ran yaml = importing("inputs: [", out);
    Ran twice = importing(given + "licence: none\n", out);

    for (Ran ran : List.of(feature, name, field, yaml, twice)) {
      assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
      assertThat(ran.err()).hasLineCount(1);
    }
    assertThat(feature.err()).contains("inputs[0].feature", "near to it are heart-rate.last");
    assertThat(name.err()).contains("\"sbp\" isn't in the manifest");
    assertThat(field.err()).contains("did you mean threshold?");
    assertThat(yaml.err()).contains("no YAML or JSON at line");
    assertThat(twice.err()).contains("no YAML or JSON at line");
    assertThat(out).doesNotExist();
  }

  @Test
  void wrongNamesAndFiles_areRefused() throws Exception {
    Path out = folder.resolve("trees.zip");
    String given = Files.readString(EXAMPLES.resolve("made-up-trees.yaml"));

    Ran name = importing(given.replace("name: made-up-trees", "name: My Model"), out);
    Ran missing = importing(TREES, folder.resolve("no.yaml"), out);

    assertThat(name.code()).isEqualTo(VigilException.USAGE);
    assertThat(name.err()).contains("\"My Model\", expected 1 to 64 lower-case letters");
    assertThat(missing.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(missing.err()).contains("no.yaml can't be read", "does it exist");
    assertThat(out).doesNotExist();
  }

  private Ran importing(String manifest, Path out) throws Exception {
    return importing(TREES, Files.writeString(folder.resolve("manifest.yaml"), manifest), out);
  }

  private Ran importing(Path model, Path manifest, Path out, String... more) {
    List<String> args = new ArrayList<>(List.of("model", "import"));
    args.addAll(List.of("--model", model.toString(), "--manifest", manifest.toString()));
    args.addAll(List.of("--out", out.toString()));
    args.addAll(List.of(more));
    return RecordingCommands.vigil(folder, args.toArray(String[]::new));
  }
}
