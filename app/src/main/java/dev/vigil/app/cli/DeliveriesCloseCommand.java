package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil alerts deliveries close}. */
@Command(
    name = "close",
    description =
        "Take out what was refused, so that it is told no more: it was told in another way, or its"
            + " channel is configured no more. The audit keeps who and why.")
final class DeliveriesCloseCommand extends VigilCommand {
  @Mixin private RefusedOption which = new RefusedOption();

  @Option(
      names = "--because",
      required = true,
      paramLabel = "TEXT",
      description = "Why, in at most 100 characters; nothing of a patient.")
  private @Nullable String because;

  @Override
  protected int run(VigilConfig config, Output output) {
    ObjectNode body = which.body();
    body.put("because", because);
    JsonNode answer =
        ServerClient.of(config).send("POST", AlertsDeliveriesCommand.PATH + "/close", body);
    int count = answer.path("closed").asInt();
    if (count == 0) {
      throw VigilException.problem(
          "Nothing refused is meant by that: see ./vigil alerts deliveries --failed.");
    }
    output.print(count + " closed: nobody is told of them by that channel any more.", answer);
    return DONE;
  }
}
