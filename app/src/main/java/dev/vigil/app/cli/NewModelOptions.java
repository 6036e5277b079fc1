package dev.vigil.app.cli;

import dev.vigil.app.files.BundleFile;
import dev.vigil.app.training.Statement;
import dev.vigil.models.bundles.BundleCard;
import dev.vigil.models.training.TrainingSpec;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a model that is trained goes, and what its bundle says of it. */
final class NewModelOptions {
  @Mixin private NewBundleOption out = new NewBundleOption();
  @Mixin private ReportOption report = new ReportOption();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of everything that is drawn (default: ${DEFAULT-VALUE}).")
  private long seed = TrainingSpec.SEED;

  @Option(
      names = "--model-version",
      paramLabel = "V",
      defaultValue = "1",
      description = "Of the model (default: ${DEFAULT-VALUE}).")
  private String version = "1";

  @Option(
      names = "--licence",
      paramLabel = "LICENCE",
      defaultValue = BundleCard.NOT_STATED,
      description =
          "Of the model and of the recording, for its card, such as CC-BY-4.0 (default:"
              + " ${DEFAULT-VALUE}).")
  private String licence = BundleCard.NOT_STATED;

  @Option(
      names = "--limit",
      paramLabel = "SENTENCE",
      description = "What else a reader of the model's card should know; may be repeated.")
  private List<String> limits = List.of();

  Path out() {
    return out.path();
  }

  @Nullable Path html() {
    return report.path();
  }

  long seed() {
    return seed;
  }

  String version() {
    ModelTrainCommand.requireName("--model-version", version);
    return version;
  }

  Statement statement() {
    return new Statement(licence, limits);
  }

  /** The bundle's file; whether it can be written is found out now. */
  BundleFile bundle() {
    return out.file();
  }

  /** The report's file, likewise; null if none is wanted. */
  @Nullable BundleFile page() {
    BundleFile.requireTwo("--out", out.path(), "--html", report.path());
    return report.file();
  }
}
