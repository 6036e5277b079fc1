package dev.vigil.app.cli;

import dev.vigil.app.config.ProcessConfig;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.BrokerNode;
import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code vigil kafka}. */
@Command(
    name = "kafka",
    description =
        "Run a Kafka broker of a cluster in this process (keys broker.*), with its log in the data"
            + " folder. A Vigil finds it by kafka.bootstrap.")
public final class KafkaCommand extends ProcessCommand {
  public KafkaCommand() {
    super("kafka");
  }

  @Override
  protected int run(VigilConfig config, Output output) throws InterruptedException {
    Lifetime lifetime = new Lifetime();
    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(folder(config), node(config.broker()), BrokerSettings.defaults())) {
      output.print(
          "The broker is up at " + kafka.bootstrap() + ". Ctrl-C ends it.",
          Map.of("kafka", kafka.bootstrap()));
      lifetime.await(0);
    } finally {
      lifetime.done();
    }
    return DONE;
  }

  private static BrokerNode node(ProcessConfig.Broker broker) {
    requireConsistent(broker);
    return new BrokerNode(
        broker.id(),
        broker.host(),
        broker.port(),
        broker.controllerPort(),
        broker.quorum(),
        broker.clusterId(),
        broker.copies(),
        broker.copiesInSync());
  }

  private static void requireConsistent(ProcessConfig.Broker broker) {
    String me = broker.id() + "@" + broker.host() + ":" + broker.controllerPort();
    String[] quorum =
        broker.quorum().isEmpty() ? new String[] {me} : broker.quorum().split(",", -1);
    if (!List.of(quorum).contains(me)) {
      throw VigilException.usage(
          "broker.quorum is \"" + broker.quorum() + "\": expected this broker, " + me + ", in it.");
    }
    if (quorum.length > 1 && broker.clusterId().isEmpty()) {
      throw VigilException.usage(
          "broker.cluster-id is empty, but broker.quorum has several brokers: give all of them the"
              + " same one.");
    }
    if (broker.copies() > quorum.length) {
      throw VigilException.usage(
          "broker.copies is "
              + broker.copies()
              + ": expected at most "
              + quorum.length
              + ", the number of brokers in broker.quorum.");
    }
    if (broker.copiesInSync() > broker.copies()) {
      throw VigilException.usage(
          "broker.copies-in-sync is "
              + broker.copiesInSync()
              + ": expected at most "
              + broker.copies()
              + ", which is broker.copies.");
    }
  }
}
