package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.schemas.Json;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil alerts rules set}. */
@Command(
    name = "set",
    description =
        "Make the running Vigil raise by other rules, without a restart. Who and why are kept for"
            + " ever.")
final class RulesSetCommand extends VigilCommand {
  @Parameters(paramLabel = "FILE", description = "Rules, as YAML; all of them.")
  private Path file = Path.of("");

  @Option(
      names = "--because",
      required = true,
      paramLabel = "TEXT",
      converter = NonBlank.class,
      description = "Why.")
  private String because = "";

  @Override
  protected int run(VigilConfig config, Output output) {
    CommandGroup.requireOptionsAtTheEnd(spec());
    ObjectNode asked = Json.mapper().createObjectNode().put("because", because);
    asked.set("rules", RulesInFile.read(file).json());
    JsonNode changed = ServerClient.of(config).send("PUT", "/api/policy", asked);
    JsonNode entry = changed.path("entry");
    Instant from = Instant.ofEpochSecond(entry.path("holdsFrom").asLong());
    int version = entry.path("version").asInt();
    output.print(
        changed.path("appended").asBoolean()
            ? "Rules version " + version + " hold from " + from + " on."
            : "These rules hold already, as version " + version + ".",
        changed);
    return DONE;
  }
}
