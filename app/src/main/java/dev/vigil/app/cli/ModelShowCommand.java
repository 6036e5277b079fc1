package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.BundleFile;
import dev.vigil.app.signing.PemKeys;
import dev.vigil.models.bundles.BundleException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil model show}. */
@Command(
    name = "show",
    description =
        "Check a bundle and show what is in it: its card, what it was made from, what it was"
            + " measured to be worth, who signed it. Needs no running Vigil.")
final class ModelShowCommand extends VigilCommand {
  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "FILE",
      description = "Bundle of a model.")
  private Path bundle = Path.of("");

  @Option(
      names = "--trusted-key",
      paramLabel = "PEM",
      description =
          "Public key that you trust; may be repeated. Then a bundle that none of them has signed"
              + " is a problem: exit code 1.")
  private List<Path> trusted = List.of();

  @Override
  protected int run(VigilConfig config, Output output) {
    CommandGroup.requireOptionsAtTheEnd(spec());
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
