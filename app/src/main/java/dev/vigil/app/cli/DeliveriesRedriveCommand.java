package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigil alerts deliveries redrive}. */
@Command(
    name = "redrive",
    description = "Tell once more what was refused, once the receiver has been put right.")
final class DeliveriesRedriveCommand extends VigilCommand {
  @Mixin private RefusedOption which = new RefusedOption();

  @Override
  protected int run(VigilConfig config, Output output) {
    JsonNode answer =
        ServerClient.of(config)
            .send("POST", AlertsDeliveriesCommand.PATH + "/redrive", which.body());
    int count = answer.path("redriven").asInt();
    if (count == 0) {
      throw VigilException.problem(
          "Nothing refused is meant by that, or its channel is configured no more, and it can only"
              + " be closed: see ./vigil alerts deliveries --failed, and ./vigil status.");
    }
    output.print(
        count + " told once more: see what became of them with ./vigil alerts deliveries.", answer);
    return DONE;
  }
}
