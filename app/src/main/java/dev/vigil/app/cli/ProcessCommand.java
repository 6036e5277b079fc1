package dev.vigil.app.cli;

import dev.vigil.app.config.ProcessConfig;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.runtime.FlinkNode;
import dev.vigil.app.runtime.FolderLock;
import dev.vigil.app.runtime.JobManagerAddress;
import java.nio.file.Path;

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

  static JobManagerAddress jobManager(VigilConfig config) {
    ProcessConfig.Jobmanager address = config.jobmanager();
    return new JobManagerAddress(address.host(), address.port(), address.restPort());
  }
}
