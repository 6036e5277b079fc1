package dev.vigil.app.cli;

import dev.vigil.app.training.Statement;
import dev.vigil.models.bundles.BundleCard;
import java.util.List;
import picocli.CommandLine.Option;

/** What a person says of a model that is trained. */
final class CardOptions {
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

  Statement statement() {
    return new Statement(licence, limits);
  }
}
