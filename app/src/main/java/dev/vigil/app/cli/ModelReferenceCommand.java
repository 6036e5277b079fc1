package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.files.BundleFile;
import dev.vigil.app.reference.ReferenceRun;
import dev.vigil.models.monitoring.Reference;
import dev.vigil.schemas.Json;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigil model reference}. */
@Command(
    name = "reference",
    description =
        "Put into a bundle what a recording looks like to its model, for live monitors to compare"
            + " with: of a model that was imported, or trained before bundles had it. Here --data"
            + " PATH is the recording, best the one it was trained on. Its signature is lost. Needs"
            + " no running Vigil.")
final class ModelReferenceCommand extends OneRecording {
  @Parameters(paramLabel = "BUNDLE", description = "Bundle of a trained or imported model.")
  private Path bundle = Path.of("");

  @Mixin private PatientsOption first = new PatientsOption();
  @Mixin private NewBundleOption out = new NewBundleOption();

  @Override
  protected int run(VigilConfig config, Output output) {
    BundleFile file = out.file();
    ReferenceRun.Referenced made =
        new ReferenceRun(bundle, recording(), first.patients(), progress()).run();
    file.write(made.bundle());
    Reference reference = made.reference();
    output.print(
        String.format(
            Locale.ROOT,
            "%s: %,d inputs as they are in %,d rows of %,d patients",
            out.path(),
            reference.inputs().size(),
            reference.rows(),
            reference.patients()),
        Json.mapper()
            .createObjectNode()
            .put("out", out.path().toString())
            .put("bundle_sha256", made.id())
            .put("patients", reference.patients())
            .put("rows", reference.rows()));
    return DONE;
  }
}
