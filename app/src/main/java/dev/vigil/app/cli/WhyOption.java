package dev.vigil.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --because}, which may be said and is kept. */
final class WhyOption {
  @Option(
      names = "--because",
      paramLabel = "TEXT",
      converter = NonBlank.class,
      description = "Why; it is kept with what was done.")
  private @Nullable String because;

  @Nullable String because() {
    return because;
  }
}
