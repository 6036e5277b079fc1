package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.files.BundleFile;
import dev.vigil.app.imported.ImportRun;
import dev.vigil.app.imported.ImportRun.Imported;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.imported.ImportManifest;
import dev.vigil.models.risk.MappedInput;
import dev.vigil.schemas.Json;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil model import}. */
@Command(
    name = "import",
    description =
        "Make a bundle of a model that was trained elsewhere: an ONNX file or XGBoost's JSON, with"
            + " a manifest (YAML or JSON) that says which feature each input is. What can't be"
            + " mapped or served is refused by name. Needs no running Vigil.")
final class ModelImportCommand extends VigilCommand {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The model: .onnx, or .json of XGBoost's save_model.")
  private Path model = Path.of("");

  @Option(
      names = "--manifest",
      required = true,
      paramLabel = "FILE",
      description = "What is to be known of it; docs/MODELS.md has examples.")
  private Path manifest = Path.of("");

  @Mixin private NewBundleOption out = new NewBundleOption();

  @Override
  protected int run(VigilConfig config, Output output) {
    BundleFile file = out.file();
    Imported imported = ImportRun.run(model, manifest);
    ModelTrainCommand.requireName("name in " + manifest, imported.manifest().name());
    ModelTrainCommand.requireName("version in " + manifest, imported.manifest().version());
    ModelTrainCommand.requireName("label in " + manifest, imported.manifest().label());
    file.write(imported.bundle());
    output.print(text(imported.manifest()), json(imported));
    return DONE;
  }

  private String text(ImportManifest manifest) {
    StringBuilder text = new StringBuilder();
    for (MappedInput input : manifest.mapping().inputs()) {
      text.append(
          String.format(Locale.ROOT, "%-24s %s%n", input.name(), meaning(input)).stripTrailing());
      text.append('\n');
    }
    int examples = manifest.examples().size();
    text.append(
        examples == 0
            ? "No examples in the manifest: that it says here what it said there is not checked.\n"
            : "%d examples of the manifest found again.%n".formatted(examples));
    return text.append("%s:%s in %s".formatted(manifest.name(), manifest.version(), out.path()))
        .toString();
  }

  private static String meaning(MappedInput input) {
    String scaled = input.scale() == 1 ? "" : input.scale() + " * ";
    String shifted = input.offset() == 0 ? "" : String.format(Locale.ROOT, " %+f", input.offset());
    String unknown = input.unknown() == null ? "NaN" : input.unknown().toString();
    return scaled + input.feature() + shifted + ", " + unknown + " where unknown";
  }

  private Object json(Imported imported) {
    ImportManifest manifest = imported.manifest();
    return Json.mapper()
        .createObjectNode()
        .put("model", manifest.name())
        .put("version", manifest.version())
        .put("label", manifest.label())
        .put("kind", manifest.kind().name().toLowerCase(Locale.ROOT))
        .put("examples", manifest.examples().size())
        .put("out", out.path().toString())
        .put("bundle_sha256", Bundles.id(imported.bundle()))
        .set("inputs", Json.mapper().valueToTree(manifest.mapping().inputs()));
  }
}
