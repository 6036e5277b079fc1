package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * What a JobManager and a TaskManager have in common as processes of their own.
 *
 * @param folder for the process's own files, which are worth nothing after a stop; the process
 *     holds its lock
 * @param metricsPort where Prometheus finds what it measures, on all addresses; 0 for nowhere
 * @param metricsKey of the configuration that names that port
 */
public record FlinkNode(Path folder, int metricsPort, String metricsKey) {
  private static final String PROMETHEUS = "prometheus";
  private static final String PROMETHEUS_FACTORY =
      "org.apache.flink.metrics.prometheus.PrometheusReporterFactory";

  public FlinkNode {
    requireNonNull(folder, "folder is null");
    requireNonNull(metricsKey, "metricsKey is null");
  }

  /** Deletes what a killed process has left, and gives what this one is told. */
  Configuration configuration() {
    Path scratch = folder.resolve("scratch").toAbsolutePath();
    clear(scratch);
    Configuration conf = new Configuration();
    conf.set(CoreOptions.TMP_DIRS, scratch.toString());
    // Vigil's jobs are on the class path of every process; nothing is uploaded.
    conf.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
    conf.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    FlinkOptions.recovery(conf);
    FlinkOptions.memory(conf);
    // Work is spread over all TaskManagers, not packed onto as few as will do.
    conf.set(
        TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE,
        TaskManagerOptions.TaskManagerLoadBalanceMode.SLOTS);
    reconnects(conf);
    metrics(conf);
    return conf;
  }

  static void clear(Path scratch) {
    try {
      FolderDeletion.of(scratch);
    } catch (IOException e) {
      throw VigilException.problem(
          "The folder " + scratch + " can't be cleared: correct its owner and mode.", e);
    }
  }

  /** A TaskManager whose JobManager is gone looks for it every 2 s at most; Flink presets 30 s. */
  private static void reconnects(Configuration conf) {
    conf.set(ClusterOptions.MAX_REGISTRATION_TIMEOUT, Duration.ofSeconds(2));
    conf.set(ClusterOptions.ERROR_REGISTRATION_DELAY, Duration.ofSeconds(1));
    conf.set(ClusterOptions.REFUSED_REGISTRATION_DELAY, Duration.ofSeconds(1));
  }

  private void metrics(Configuration conf) {
    if (metricsPort == 0) {
      return;
    }
    Ports.requireFree("0.0.0.0", metricsPort, metricsKey);
    Configuration reporter = MetricOptions.forReporter(conf, PROMETHEUS);
    reporter.set(MetricOptions.REPORTER_FACTORY_CLASS, PROMETHEUS_FACTORY);
    reporter.setString("port", Integer.toString(metricsPort));
  }
}
