package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.BundleFile;
import dev.vigil.app.signing.PemKeys;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.Bundles;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil model sign}. */
@Command(
    name = "sign",
    description =
        "Sign a bundle with an Ed25519 key (PEM, as openssl genpkey -algorithm ed25519 writes it),"
            + " so that others can see from whom it comes. Needs no running Vigil.")
final class ModelSignCommand extends VigilCommand {
  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "FILE",
      description = "The bundle, signed or not.")
  private Path bundle = Path.of("");

  @Option(names = "--key", required = true, paramLabel = "PEM", description = "Your private key.")
  private Path key = Path.of("");

  @Option(
      names = "--public-key",
      required = true,
      paramLabel = "PEM",
      description = "Its public key, which goes into the bundle.")
  private Path publicKey = Path.of("");

  @Mixin private NewBundleOption out = new NewBundleOption();

  @Override
  protected int run(VigilConfig config, Output output) {
    BundleFile file = out.file();
    PrivateKey secret = PemKeys.privateKey(key);
    PublicKey known = PemKeys.publicKey(publicKey);
    try {
      byte[] signed = Bundles.signed(BundleFile.read(bundle), secret, known);
      file.write(signed);
      String signer = requireNonNull(Bundles.signer(signed), "signed by nobody");
      output.print(
          "%s%nsigned by %s".formatted(out.path(), signer),
          Map.of(
              "out",
              out.path().toString(),
              "bundle_sha256",
              Bundles.id(signed),
              "signer_sha256",
              signer));
      return DONE;
    } catch (BundleException e) {
      throw VigilException.problem(bundle + " is not a usable bundle: " + e.getMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      throw VigilException.usage(key + " and " + publicKey + ": " + e.getMessage() + ".");
    }
  }
}
