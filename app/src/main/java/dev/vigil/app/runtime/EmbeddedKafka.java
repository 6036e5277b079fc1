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
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker (KRaft, broker and controller in one) in this process, on the loopback
 * interface alone. Its folder is formatted once; what it holds survives a killed process.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

  private final KafkaRaftServer server;
  private final FolderLock lock;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, FolderLock lock, int port) {
    this.server = server;
    this.lock = lock;
    this.port = port;
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
    requireNonNull(folder, "folder is null");
    requireNonNull(settings, "settings is null");
    Path absolute = folder.toAbsolutePath().normalize();
    FolderLock lock = FolderLock.take(absolute);
    try {
      BrokerPorts ports = BrokerPorts.choose(absolute, port);
      KafkaRaftServer server = startServer(absolute, ports, settings);
      return new EmbeddedKafka(server, lock, ports.broker());
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Where clients connect to: {@code 127.0.0.1:port}. */
  public String bootstrap() {
    return BrokerPorts.HOST + ":" + port;
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
      Path folder, BrokerPorts ports, BrokerSettings settings) {
    sayWhyTheBrokerEndsTheProcess();
    Properties properties = BrokerProperties.of(folder, ports, settings);
    KafkaRaftServer server = null;
    try {
      format(folder);
      server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
      server.startup();
      return server;
    } catch (Exception e) { // what Kafka's Formatter declares
      if (server != null) {
        server.shutdown();
      }
      throw couldNotStart(folder, e);
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

  private static void format(Path folder) throws Exception {
    Path log = BrokerProperties.logFolder(folder);
    if (Files.exists(log.resolve("meta.properties"))) {
      return;
    }
    requireEmpty(log);
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .setNodeId(BrokerProperties.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
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
