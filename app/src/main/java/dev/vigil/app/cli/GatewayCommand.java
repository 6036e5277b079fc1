package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.BegunLog;
import dev.vigil.app.world.GatewayProcess;
import dev.vigil.schemas.Topics;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;

/** {@code vigil gateway}. */
@Command(
    name = "gateway",
    description =
        "Run one more gateway of a Vigil in this process (keys gateway.* and kafka.bootstrap):"
            + " devices send to any of them, and the log goes on while the others are away. It"
            + " looks for a log that ./vigil up has begun until it is there.")
public final class GatewayCommand extends ProcessCommand {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,40}");

  public GatewayCommand() {
    super("gateway");
  }

  @Override
  protected int run(VigilConfig config, Output output) throws InterruptedException {
    VigilConfig.Gateway settings = config.gateway();
    requireOwn(config);
    onceBegun(
        config, Topics.PATIENTS, output, (log, lifetime) -> serve(settings, log, output, lifetime));
    return DONE;
  }

  private static void requireOwn(VigilConfig config) {
    if (config.kafka().isEmbedded()) {
      throw VigilException.usage(
          "kafka.bootstrap is empty: expected the Kafka of the Vigil that this gateway is to be"
              + " one of, host:port.");
    }
    String id = config.gateway().id();
    if (id.equals(GatewayProcess.ID_OF_UP) || !ID.matcher(id).matches()) {
      throw VigilException.usage(
          "gateway.id is \""
              + id
              + "\": expected 1 to 40 letters, digits, dots or dashes, and not 1, which is the"
              + " gateway in ./vigil up.");
    }
  }

  private static void serve(
      VigilConfig.Gateway settings, BegunLog log, Output output, Lifetime lifetime)
      throws InterruptedException {
    try (GatewayProcess gateway = GatewayProcess.start(settings, log)) {
      output.print(
          "Gateway "
              + settings.id()
              + " is up at "
              + gateway.uri()
              + "/v1/readings, for the log at "
              + log.bootstrap()
              + ". Ctrl-C ends it.",
          Map.of("gateway", gateway.uri().toString(), "id", settings.id()));
      lifetime.await(0);
    }
  }
}
