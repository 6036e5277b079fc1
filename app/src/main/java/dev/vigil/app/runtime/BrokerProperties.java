package dev.vigil.app.runtime;

import java.nio.file.Path;
import java.util.Properties;

/** The broker's own configuration. */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String CONTROLLER = "CONTROLLER";
  private static final String BROKER = "PLAINTEXT";
  private static final long MEGABYTE = 1024 * 1024;

  private BrokerProperties() {}

  static Path logFolder(Path folder) {
    return folder.resolve("log");
  }

  static Properties of(Path folder, BrokerPorts ports, BrokerSettings settings) {
    Properties properties = new Properties();
    identity(properties, folder, ports);
    oneBroker(properties);
    size(properties, settings);
    return properties;
  }

  private static void identity(Properties properties, Path folder, BrokerPorts ports) {
    String broker = BROKER + "://" + BrokerPorts.HOST + ":" + ports.broker();
    String controller = BrokerPorts.HOST + ":" + ports.controller();
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", Integer.toString(NODE_ID));
    properties.setProperty("log.dirs", logFolder(folder).toString());
    properties.setProperty("listeners", broker + "," + CONTROLLER + "://" + controller);
    properties.setProperty("advertised.listeners", broker);
    properties.setProperty("controller.listener.names", CONTROLLER);
    properties.setProperty("controller.quorum.voters", NODE_ID + "@" + controller);
    properties.setProperty(
        "listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
  }

  /** What Kafka presets for three brokers and many consumers, for one and few. */
  private static void oneBroker(Properties properties) {
    properties.setProperty("auto.create.topics.enable", "false");
    properties.setProperty("default.replication.factor", "1");
    properties.setProperty("min.insync.replicas", "1");
    properties.setProperty("offsets.topic.replication.factor", "1");
    properties.setProperty("offsets.topic.num.partitions", "2");
    properties.setProperty("transaction.state.log.replication.factor", "1");
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("transaction.state.log.num.partitions", "2");
    properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
    properties.setProperty("share.coordinator.state.topic.min.isr", "1");
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
