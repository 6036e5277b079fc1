package dev.vigil.app.cli;

import picocli.CommandLine.Option;

/** {@code --because}, which has to be said. */
final class BecauseOption {
  @Option(
      names = "--because",
      required = true,
      paramLabel = "TEXT",
      converter = NonBlank.class,
      description = "Why.")
  private String because = "";

  String because() {
    return because;
  }
}
