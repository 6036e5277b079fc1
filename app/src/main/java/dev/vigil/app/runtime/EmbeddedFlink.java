package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Flink cluster in this process: one JobManager, one TaskManager, REST on the loopback
 * interface. Jobs come in through REST ({@link FlinkJobs}), as on a cluster of many machines; their
 * classes are on this process's class path.
 */
public final class EmbeddedFlink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
  private static final String HOST = "127.0.0.1";
  private static final long STOP_SECONDS = 8;
  private static final long BUFFER_BYTES_PER_SLOT = 768L << 10;

  private final MiniCluster cluster;
  private final String restUrl;

  private EmbeddedFlink(MiniCluster cluster, String restUrl) {
    this.cluster = cluster;
    this.restUrl = restUrl;
  }

  /**
   * Starts the cluster and returns when its REST answers. What a killed one left in the scratch
   * folder is deleted first: with RocksDB that is a copy of all state.
   *
   * @throws VigilException if the port is taken or the folders can't be written
   */
  public static EmbeddedFlink start(FlinkSettings settings) {
    requireNonNull(settings, "settings is null");
    if (settings.restPort() != 0) {
      Ports.requireFree(HOST, settings.restPort(), "flink.rest-port");
    }
    FlinkNode.clear(settings.scratch());
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration(settings))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.slots())
                .build());
    try {
      cluster.start();
      return new EmbeddedFlink(cluster, cluster.getRestAddress().get().toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(cluster, e);
    } catch (Exception e) { // what MiniCluster.start() declares
      throw failure(cluster, e);
    }
  }

  /** Where {@link FlinkJobs} connects to: {@code http://127.0.0.1:port}. */
  public String restUrl() {
    return restUrl;
  }

  /**
   * Stops the cluster as a crash would: jobs are not cancelled, their newest complete checkpoint is
   * what the next start goes on from.
   */
  @Override
  public void close() {
    stop(cluster);
  }

  private static Configuration configuration(FlinkSettings settings) {
    Configuration conf = new Configuration();
    conf.set(RestOptions.ADDRESS, HOST);
    conf.set(RestOptions.BIND_ADDRESS, HOST);
    conf.set(RestOptions.PORT, settings.restPort());
    conf.set(RestOptions.BIND_PORT, Integer.toString(settings.restPort()));
    // Jobs come from our own client; nobody uploads jars.
    conf.set(WebOptions.SUBMIT_ENABLE, false);
    conf.set(CoreOptions.TMP_DIRS, settings.scratch().toAbsolutePath().toString());
    // Everything is on one class path: a second loader would only give a second copy of each class.
    conf.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
    conf.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    conf.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(settings.checkpoints()));
    FlinkOptions.recovery(conf);
    FlinkOptions.memory(conf);
    buffers(conf, settings.slots());
    return conf;
  }

  /** Each task of a job takes a buffer for each task of the next one, and all tasks are here. */
  private static void buffers(Configuration conf, int slots) {
    MemorySize presets = conf.get(TaskManagerOptions.NETWORK_MEMORY_MIN);
    MemorySize bySlots = new MemorySize(slots * BUFFER_BYTES_PER_SLOT);
    MemorySize buffers = presets.compareTo(bySlots) < 0 ? bySlots : presets;
    conf.set(TaskManagerOptions.NETWORK_MEMORY_MIN, buffers);
    conf.set(TaskManagerOptions.NETWORK_MEMORY_MAX, buffers);
  }

  private static String uri(Path folder) {
    return folder.toAbsolutePath().normalize().toUri().toString();
  }

  private static VigilException failure(MiniCluster cluster, Exception cause) {
    stop(cluster);
    return VigilException.problem(
        "The Flink cluster could not start: " + RootCause.sentence(cause), cause);
  }

  private static void stop(MiniCluster cluster) {
    try {
      cluster.closeAsync().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The process ends anyway, and the next start begins from a checkpoint.
      LOG.debug("the Flink cluster did not stop cleanly", e);
    }
  }
}
