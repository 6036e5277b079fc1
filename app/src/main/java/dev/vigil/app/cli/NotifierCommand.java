package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.BegunLog;
import dev.vigil.app.world.NotifierProcess;
import dev.vigil.schemas.Topics;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code vigil notifier}. */
@Command(
    name = "notifier",
    description =
        "Run the notifier of a Vigil in this process (keys of the channels and kafka.bootstrap),"
            + " where ./vigil up has notifier.elsewhere: people are told while that one is away. It"
            + " looks for a log that ./vigil up has begun until it is there.")
public final class NotifierCommand extends ProcessCommand {
  public NotifierCommand() {
    super("notifier");
  }

  @Override
  protected int run(VigilConfig config, Output output) throws InterruptedException {
    requireOwn(config);
    Path folder = folder(config);
    onceBegun(
        config,
        Topics.DELIVERIES,
        output,
        (log, lifetime) -> tell(config, folder, log, output, lifetime));
    return DONE;
  }

  private static void requireOwn(VigilConfig config) {
    if (config.kafka().isEmbedded()) {
      throw VigilException.usage(
          "kafka.bootstrap is empty: expected the Kafka of the Vigil that this notifier is to tell"
              + " people for, host:port.");
    }
    if (!config.email().host().isEmpty() && config.channels().link().isEmpty()) {
      throw VigilException.usage(
          "channels.link is empty: expected the address that people reach the board at, which this"
              + " process doesn't know and which stands in each e-mail.");
    }
  }

  private static void tell(
      VigilConfig config, Path folder, BegunLog log, Output output, Lifetime lifetime)
      throws InterruptedException {
    try (NotifierProcess notifier = NotifierProcess.start(config, folder, log)) {
      output.print(
          "The notifier is up ("
              + String.join(", ", notifier.channels())
              + "), for the log at "
              + log.bootstrap()
              + ". Ctrl-C ends it.",
          Map.of("notifier", log.bootstrap(), "channels", notifier.channels()));
      lifetime.await(0, notifier::requireItsTurn);
    }
  }
}
