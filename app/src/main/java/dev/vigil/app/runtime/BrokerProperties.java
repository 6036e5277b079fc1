package dev.vigil.app.runtime;

import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The broker's own configuration. */
final class BrokerProperties {
  static final String CONTROLLER = "CONTROLLER";
  private static final String BROKER = "PLAINTEXT";
  private static final long MEGABYTE = 1024 * 1024;

  /** Kafka has no switch for it; its first look at what is to be deleted can be put off. */
  static final String FIRST_DELETION = "log.initial.task.delay.ms";

  private static final long NEVER_MILLIS = TimeUnit.DAYS.toMillis(3650);

  private BrokerProperties() {}

  static Path logFolder(Path folder) {
    return folder.resolve("log");
  }

  static Properties of(Path folder, BrokerNode node, BrokerSettings settings) {
    Properties properties = new Properties();
    identity(properties, folder, node);
    copies(properties, node);
    size(properties, settings);
    if (!settings.deletes()) {
      properties.setProperty(FIRST_DELETION, Long.toString(NEVER_MILLIS));
    }
    return properties;
  }

  private static void identity(Properties properties, Path folder, BrokerNode node) {
    String broker = BROKER + "://" + node.bootstrap();
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", Integer.toString(node.id()));
    properties.setProperty("log.dirs", logFolder(folder).toString());
    properties.setProperty(
        "listeners", broker + "," + CONTROLLER + "://" + node.host() + ":" + node.controllerPort());
    properties.setProperty("advertised.listeners", broker);
    properties.setProperty("controller.listener.names", CONTROLLER);
    properties.setProperty("controller.quorum.voters", node.voters());
    properties.setProperty(
        "listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
  }

  /** What Kafka presets for three brokers and many consumers, for as many as there are and few. */
  private static void copies(Properties properties, BrokerNode node) {
    String copies = Integer.toString(node.copies());
    String inSync = Integer.toString(node.copiesInSync());
    properties.setProperty("auto.create.topics.enable", "false");
    properties.setProperty("default.replication.factor", copies);
    properties.setProperty("min.insync.replicas", inSync);
    properties.setProperty("offsets.topic.replication.factor", copies);
    properties.setProperty("offsets.topic.num.partitions", "2");
    properties.setProperty("transaction.state.log.replication.factor", copies);
    properties.setProperty("transaction.state.log.min.isr", inSync);
    properties.setProperty("transaction.state.log.num.partitions", "2");
    properties.setProperty("share.coordinator.state.topic.replication.factor", copies);
    properties.setProperty("share.coordinator.state.topic.min.isr", inSync);
    properties.setProperty("share.coordinator.state.topic.num.partitions", "1");
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
  }

  private static void size(Properties properties, BrokerSettings settings) {
    properties.setProperty("num.io.threads", Integer.toString(settings.ioThreads()));
    properties.setProperty("num.network.threads", Integer.toString(settings.networkThreads()));
    properties.setProperty("background.threads", "2");
    properties.setProperty("num.recovery.threads.per.data.dir", "2");
    properties.setProperty(
        "log.segment.bytes", Long.toString(settings.segmentMegabytes() * MEGABYTE));
    // An entry of 8 bytes per 4 KB of log: a segment of 512 MB fills 1 MB of index.
    properties.setProperty("log.index.size.max.bytes", Long.toString(2 * MEGABYTE));
    properties.setProperty("log.cleaner.dedupe.buffer.size", Long.toString(4 * MEGABYTE));
    properties.setProperty("log.cleaner.io.buffer.size", Long.toString(MEGABYTE / 4));
    properties.setProperty("queued.max.requests", "100");
    properties.setProperty("metric.reporters", "");
    properties.setProperty("broker.heartbeat.interval.ms", "500");
    properties.setProperty(
        "broker.session.timeout.ms", Integer.toString(settings.sessionSeconds() * 1000));
  }
}
