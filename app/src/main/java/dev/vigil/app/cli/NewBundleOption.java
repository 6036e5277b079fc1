package dev.vigil.app.cli;

import dev.vigil.app.files.BundleFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --out}: where the bundle goes that a command makes. */
final class NewBundleOption {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the bundle goes; it is there whole or not at all.")
  private Path out = Path.of("");

  Path path() {
    return out;
  }

  /** The file; whether it can be written is found out now. */
  BundleFile file() {
    return BundleFile.at(out);
  }
}
