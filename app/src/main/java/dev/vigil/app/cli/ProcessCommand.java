package dev.vigil.app.cli;

import dev.vigil.app.config.ProcessConfig;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.runtime.FlinkNode;
import dev.vigil.app.runtime.FolderLock;
import dev.vigil.app.runtime.JobManagerAddress;
import dev.vigil.app.world.BegunLog;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A command whose process is one of a cluster's; it runs until it is told to end. */
abstract class ProcessCommand extends VigilCommand {
  private final String name;

  /**
   * A process.
   *
   * @param name of the command, of its folder in the data folder and of its log file
   */
  ProcessCommand(String name) {
    this.name = name;
  }

  @Override
  protected final Path logFile(VigilConfig config) {
    return config.data().folder().resolve("logs").resolve(name + ".log");
  }

  /** Where its own files lie. */
  final Path folder(VigilConfig config) {
    return config.data().folder().resolve(name);
  }

  /** One of Flink's, in its folder, which it holds until the process ends. */
  final FlinkNode flinkNode(VigilConfig config, int metricsPort) {
    Path folder = folder(config);
    FolderLock.take(folder);
    return new FlinkNode(folder, metricsPort, name + ".metrics-port");
  }

  /** What a process does with a log that a Vigil has begun, until it is told to end. */
  interface Work {
    void on(BegunLog log, Lifetime lifetime) throws InterruptedException;
  }

  /**
   * Does its work once there is a log.
   *
   * @param topic that the process needs: an older Vigil hasn't made it
   */
  static void onceBegun(VigilConfig config, String topic, Output output, Work work)
      throws InterruptedException {
    Lifetime lifetime = new Lifetime();
    try {
      Optional<BegunLog> log = awaitLog(config.kafka().bootstrap(), topic, output, lifetime);
      if (log.isPresent()) {
        work.on(log.get(), lifetime);
      }
    } finally {
      lifetime.done();
    }
  }

  /** Empty if the process has been told to end before there is one. */
  private static Optional<BegunLog> awaitLog(
      String bootstrap, String topic, Output output, Lifetime lifetime)
      throws InterruptedException {
    Optional<BegunLog> log = BegunLog.find(bootstrap, topic);
    if (log.isEmpty()) {
      output.print(
          "Waiting for a Vigil to begin the log at " + bootstrap + ".",
          Map.of("waiting", bootstrap));
    }
    while (log.isEmpty() && lifetime.lasts(Lifetime.LOOK)) {
      log = BegunLog.find(bootstrap, topic);
    }
    return log;
  }

  static JobManagerAddress jobManager(VigilConfig config) {
    ProcessConfig.Jobmanager address = config.jobmanager();
    return new JobManagerAddress(address.host(), address.port(), address.restPort());
  }
}
