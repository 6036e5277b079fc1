package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.vigil.app.config.VigilConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .build();

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
            yaml(entry.path("rules")).stripTrailing());
  }

  /** Rules as people write them. */
  static String yaml(JsonNode rules) {
    try {
      return YAML.writeValueAsString(rules);
    } catch (IOException e) {
      throw new UncheckedIOException("rules can't be written as YAML", e);
    }
  }
}
