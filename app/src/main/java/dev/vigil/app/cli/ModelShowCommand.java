package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.BundleFile;
import dev.vigil.app.signing.PemKeys;
import dev.vigil.dashboard.models.VersionHistory;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.monitoring.MonitorReport;
import dev.vigil.schemas.BacktestProof;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vigil model show}. */
@Command(
    name = "show",
    description =
        "Show a version of the running Vigil: what it is, its proof, what the ledger says of its"
            + " model, and how it does now against its training. Or, with --bundle, check a bundle"
            + " and show what is in it: its card, what it was made from, what it was measured to be"
            + " worth, who signed it; that needs no running Vigil.")
final class ModelShowCommand extends VigilCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL:VERSION",
      converter = ModelName.OfVersion.class,
      description = "A version that ./vigil model list shows.")
  private @Nullable String version;

  @Mixin private AtOption time = new AtOption();

  @Option(names = "--bundle", paramLabel = "FILE", description = "Bundle of a model.")
  private @Nullable Path bundle;

  @Option(
      names = "--trusted-key",
      paramLabel = "PEM",
      description =
          "Public key that you trust; may be repeated. Then a bundle that none of them has signed"
              + " is a problem: exit code 1.")
  private List<Path> trusted = List.of();

  @Override
  protected int run(VigilConfig config, Output output) {
    if ((version == null) == (bundle == null)) {
      throw new ParameterException(
          spec().commandLine(), "Nothing or too much to show: give MODEL:VERSION or --bundle FILE");
    }
    if (bundle == null && !trusted.isEmpty()) {
      throw new ParameterException(
          spec().commandLine(),
          "--trusted-key goes with --bundle: give the file that was deployed");
    }
    if (bundle != null && time.at != null) {
      throw new ParameterException(
          spec().commandLine(), "--at goes with MODEL:VERSION: a bundle never changes");
    }
    return bundle == null
        ? showVersion(ServerClient.of(config), output)
        : showBundle(bundle, output);
  }

  private int showVersion(ServerClient server, Output output) {
    VersionHistory shown =
        ServerAnswer.as(VersionHistory.class, server.get("/api/models/" + version + time.query()));
    if (output.isJson()) {
      output.object(shown);
      return DONE;
    }
    output.text(ModelText.line(shown.is()));
    output.text("bundle " + shown.is().bundle());
    BacktestProof proof = shown.proof();
    if (proof != null) {
      output.text("proof " + proof.hash());
      proof.gates().forEach(gate -> output.text("  " + ModelText.line(gate)));
    }
    output.text("ledger");
    shown.history().forEach(entry -> output.text("  " + ModelText.line(entry)));
    shown.technical().forEach(alert -> output.text(ModelText.line(alert)));
    MonitorReport monitor = shown.monitor();
    if (monitor != null) {
      output.text(new MonitorText(monitor).toString());
    }
    return DONE;
  }

  private int showBundle(Path bundle, Output output) {
    List<String> signers =
        trusted.stream().map(PemKeys::publicKey).map(BundleText::fingerprint).toList();
    BundleText text;
    try {
      text = new BundleText(BundleFile.read(bundle));
    } catch (BundleException e) {
      throw VigilException.problem(bundle + " is not a usable bundle: " + e.getMessage() + ".", e);
    }
    output.print(text.toString(), text.toJson());
    if (!signers.isEmpty() && !signers.contains(text.signer())) {
      throw VigilException.problem(
          bundle
              + " is signed by "
              + (text.signer() == null ? "nobody" : text.signer())
              + ", expected one of "
              + signers
              + ": don't deploy it before you know from whom it comes.");
    }
    return DONE;
  }
}
