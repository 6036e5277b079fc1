package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.supervise.Rebuild;
import dev.vigil.app.world.SupervisorProcess;
import dev.vigil.schemas.Topics;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigil supervisor}. */
@Command(
    name = "supervisor",
    description =
        "Run the supervisor of a Vigil in this process (keys kafka.bootstrap, flink.*, store.*,"
            + " features.* and scoring.*), where ./vigil up has supervisor.elsewhere: jobs are"
            + " started again, and models begin and end, while that one is away. It looks for a log"
            + " that ./vigil up has begun until it is there.")
public final class SupervisorCommand extends ProcessCommand {
  @Mixin private RebuildOption rebuilding = new RebuildOption();

  public SupervisorCommand() {
    super("supervisor");
  }

  @Override
  protected int run(VigilConfig config, Output output) throws InterruptedException {
    requireShared(config);
    Rebuild rebuild = rebuilding.rebuild();
    Path folder = folder(config);
    onceBegun(
        config,
        Topics.SUPERVISION,
        output,
        (log, lifetime) -> {
          try (SupervisorProcess process = SupervisorProcess.start(config, folder, log, rebuild)) {
            supervise(process, config, output, lifetime);
          }
        });
    return DONE;
  }

  /** What a process of one machine would have to itself: other processes have to reach it. */
  private static void requireShared(VigilConfig config) {
    require(
        !config.kafka().isEmbedded(),
        "kafka.bootstrap is empty: expected the Kafka of the Vigil whose jobs are to be supervised,"
            + " host:port.");
    require(
        !config.flink().isEmbedded(),
        "flink.rest-url is empty: expected the REST of the Flink cluster that is to run the jobs,"
            + " http://host:port.");
    require(
        !config.flink().checkpoints().isEmpty(),
        "flink.checkpoints is empty: expected the folder that the JobManager, all TaskManagers and"
            + " this process see under the same path.");
    require(
        config.store().kind() == VigilConfig.StoreKind.INFLUXDB,
        "store.kind is not influxdb: expected the InfluxDB that the jobs are to write the history"
            + " to, as ./vigil up reads it.");
  }

  private static void require(boolean is, String otherwise) {
    if (!is) {
      throw VigilException.usage(otherwise);
    }
  }

  private static void supervise(
      SupervisorProcess process, VigilConfig config, Output output, Lifetime lifetime)
      throws InterruptedException {
    String kafka = config.kafka().bootstrap();
    String flink = config.flink().restUrl();
    output.print(
        "The supervisor is up: jobs of the log at "
            + kafka
            + " run on the Flink at "
            + flink
            + ". Ctrl-C ends it, and they go on.",
        Map.of("supervisor", kafka, "flink", flink));
    lifetime.await(0, process::requireItsTurn);
  }
}
