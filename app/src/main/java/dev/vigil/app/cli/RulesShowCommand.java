package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigil alerts rules show}. */
@Command(
    name = "show",
    description =
        "The rules of the running Vigil, as YAML that check and set take, and who decided them,"
            + " when and why.")
final class RulesShowCommand extends VigilCommand {
  @Mixin private AtOption at = new AtOption();

  @Override
  protected int run(VigilConfig config, Output output) {
    JsonNode entry = ServerClient.of(config).get("/api/policy" + at.query());
    output.print(text(entry), entry);
    return DONE;
  }

  static String text(JsonNode entry) {
    long from = entry.path("holdsFrom").asLong();
    String since =
        from == Long.MIN_VALUE ? "the beginning" : Instant.ofEpochSecond(from).toString();
    return "# Version %s, from %s on, by %s: %s%n%s"
        .formatted(
            entry.path("version").asText(),
            since,
            entry.path("by").asText(),
            entry.path("because").asText().replace('\n', ' '),
            PlainYaml.of(entry.path("rules")).stripTrailing());
  }
}
