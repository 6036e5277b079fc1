package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which of the refused messages are meant. */
final class RefusedOption {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KEY",
      description = "Only this message, as 'vigil alerts deliveries --failed' printed it.")
  private @Nullable String key;

  @Option(names = "--channel", paramLabel = "NAME", description = "Only of this channel.")
  private @Nullable String channel;

  @Option(names = "--all", description = "All that was refused.")
  private boolean all;

  /** What the server is asked. */
  ObjectNode body() {
    if (key == null && channel == null && !all) {
      throw VigilException.usage(
          "Nothing says which messages are meant: give a KEY, --channel NAME, or --all.");
    }
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("key", key);
    body.put("channel", channel);
    return body;
  }
}
