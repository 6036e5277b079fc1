package dev.vigil.app.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --bundle}: the trained model that a command works on. */
final class BundleOption {
  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "FILE",
      description = "Bundle of the model, as model train writes it.")
  private Path bundle = Path.of("");

  Path path() {
    return bundle;
  }
}
