package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.schemas.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigil wards show}. */
@Command(
    name = "show",
    description = "The plans of the running Vigil, as YAML that check and set take.")
final class WardsShowCommand extends VigilCommand {
  @Mixin private AtOption at = new AtOption();

  @Override
  protected int run(VigilConfig config, Output output) {
    JsonNode entry = ServerClient.of(config).get(PolicyChanging.PATH + at.query());
    JsonNode wards = entry.path("wards");
    JsonNode shown = wards.isMissingNode() ? Json.mapper().createArrayNode() : wards;
    output.print(PlainYaml.of(shown).stripTrailing(), shown);
    return DONE;
  }
}
