package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker (KRaft, broker and controller in one) in this process: alone on the loopback
 * interface, or one of a cluster. Its folder is formatted once; what it holds survives a killed
 * process.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

  private final KafkaRaftServer server;
  private final FolderLock lock;
  private final String bootstrap;

  private EmbeddedKafka(KafkaRaftServer server, FolderLock lock, String bootstrap) {
    this.server = server;
    this.lock = lock;
    this.bootstrap = bootstrap;
  }

  /**
   * Starts the broker and returns when it answers.
   *
   * @param folder where its log lies; made and formatted at the first start
   * @param port to listen on; 0 takes a free one and comes back to it at every later start if it
   *     can
   * @throws VigilException if the folder is in use or damaged, or the port is taken
   */
  public static EmbeddedKafka start(Path folder, int port, BrokerSettings settings) {
    requireNonNull(settings, "settings is null");
    return start(folder, locked -> BrokerNode.alone(BrokerPorts.choose(locked, port)), settings);
  }

  /**
   * Starts one of several brokers, or one that other machines reach; returns when it answers, which
   * it does once most of its quorum is there.
   *
   * @param folder where its log lies; made and formatted at the first start
   * @throws VigilException if the folder is in use or damaged, or a port is taken
   */
  public static EmbeddedKafka start(Path folder, BrokerNode node, BrokerSettings settings) {
    requireNonNull(node, "node is null");
    requireNonNull(settings, "settings is null");
    Ports.requireFree(node.host(), node.port(), "broker.port");
    Ports.requireFree(node.host(), node.controllerPort(), "broker.controller-port");
    return start(folder, locked -> node, settings);
  }

  static EmbeddedKafka start(
      Path folder, Function<Path, BrokerNode> choose, BrokerSettings settings) {
    requireNonNull(folder, "folder is null");
    Path absolute = folder.toAbsolutePath().normalize();
    FolderLock lock = FolderLock.take(absolute);
    try {
      BrokerNode node = choose.apply(absolute);
      return new EmbeddedKafka(startServer(absolute, node, settings), lock, node.bootstrap());
    } catch (Throwable e) { // also an Error: whoever catches it could not start here again
      lock.close();
      throw e;
    }
  }

  /** Where clients connect to: {@code host:port}. */
  public String bootstrap() {
    return bootstrap;
  }

  /** Stops cleanly: the next start has nothing to recover. Well under a second when idle. */
  @Override
  public void close() {
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      lock.close();
    }
  }

  private static KafkaRaftServer startServer(
      Path folder, BrokerNode node, BrokerSettings settings) {
    sayWhyTheBrokerEndsTheProcess();
    Properties properties = BrokerProperties.of(folder, node, settings);
    KafkaRaftServer server = null;
    try {
      format(folder, node);
      server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
      server.startup();
      return server;
    } catch (Exception e) { // what Kafka's Formatter declares
      end(server);
      throw couldNotStart(folder, e);
    } catch (Error e) { // a class that is missing, no memory: its threads and ports would stay
      end(server);
      throw e;
    }
  }

  private static void end(@Nullable KafkaRaftServer server) {
    if (server != null) {
      server.shutdown();
    }
  }

  private static VigilException couldNotStart(Path folder, Exception cause) {
    return VigilException.problem(
        "The Kafka broker could not start on "
            + folder
            + " ("
            + cause.getClass().getSimpleName()
            + ": "
            + cause.getMessage()
            + "): a folder written by a newer Vigil needs that Vigil; a damaged one can be moved"
            + " away, and with it goes the log.",
        cause);
  }

  private static void format(Path folder, BrokerNode node) throws Exception {
    Path log = BrokerProperties.logFolder(folder);
    if (Files.exists(log.resolve("meta.properties"))) {
      return;
    }
    requireEmpty(log);
    String clusterId = node.clusterId().isEmpty() ? Uuid.randomUuid().toString() : node.clusterId();
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .setNodeId(node.id())
        .setClusterId(clusterId)
        .setControllerListenerName(BrokerProperties.CONTROLLER)
        .setMetadataLogDirectory(log.toString())
        .setDirectories(List.of(log.toString()))
        .run();
  }

  /** A log without its identity is damage, not a first start: formatting it would lose it. */
  private static void requireEmpty(Path log) throws IOException {
    Files.createDirectories(log);
    try (var files = Files.list(log)) {
      if (files.findAny().isPresent()) {
        throw new IOException("meta.properties is missing beside existing files");
      }
    }
  }

  /** The broker ends its process when its disk fails; that must not happen without a word. */
  private static void sayWhyTheBrokerEndsTheProcess() {
    Exit.Procedure halt =
        (status, message) -> {
          LOG.error(
              "The Kafka broker can't go on and ends this process ({}): is the disk full or"
                  + " broken?",
              message == null ? "no reason given" : message);
          Runtime.getRuntime().halt(status == 0 ? VigilException.PROBLEM : status);
        };
    Exit.setExitProcedure(halt);
    Exit.setHaltProcedure(halt);
  }
}
