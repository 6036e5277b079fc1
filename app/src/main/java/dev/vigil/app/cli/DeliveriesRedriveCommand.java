package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil alerts deliveries redrive}. */
@Command(
    name = "redrive",
    description = "Tell once more what was refused, once the receiver has been put right.")
final class DeliveriesRedriveCommand extends VigilCommand {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KEY",
      description = "Only this message, as 'vigil alerts deliveries --failed' printed it.")
  private @Nullable String key;

  @Option(names = "--channel", paramLabel = "NAME", description = "Only over this channel.")
  private @Nullable String channel;

  @Option(names = "--all", description = "All that was refused.")
  private boolean all;

  @Override
  protected int run(VigilConfig config, Output output) {
    if (key == null && channel == null && !all) {
      throw VigilException.usage(
          "Nothing says which messages are meant: give a KEY, --channel NAME, or --all.");
    }
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("key", key);
    body.put("channel", channel);
    JsonNode answer =
        ServerClient.of(config).send("POST", AlertsDeliveriesCommand.PATH + "/redrive", body);
    int count = answer.path("redriven").asInt();
    if (count == 0) {
      throw VigilException.problem(
          "Nothing refused is meant by that: see ./vigil alerts deliveries --failed.");
    }
    output.print(
        count + " told once more: see what became of them with ./vigil alerts deliveries.", answer);
    return DONE;
  }
}
