package dev.vigil.bench.peers.session;

import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The broker between us and the sides. It runs in our process, so no side pays for it. */
public final class Broker implements AutoCloseable {
  /** Kept of a topic; what is older has long been read. */
  private static final int RETAINED_BYTES = 256 << 20;

  private final EmbeddedKafka kafka;
  private final Admin admin;

  private Broker(EmbeddedKafka kafka, Admin admin) {
    this.kafka = kafka;
    this.admin = admin;
  }

  /** Starts one whose log lies in that folder. */
  public static Broker start(Path folder) {
    EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults());
    return new Broker(
        kafka, Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap())));
  }

  /** Where clients connect to. */
  public String bootstrap() {
    return kafka.bootstrap();
  }

  /** Makes a topic of one partition. Its times are those of the data, whatever day it is. */
  void create(String topic) throws InterruptedException {
    NewTopic wanted =
        new NewTopic(topic, 1, (short) 1)
            .configs(
                Map.of(
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    "CreateTime",
                    TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                    Long.toString(Long.MAX_VALUE),
                    TopicConfig.RETENTION_MS_CONFIG,
                    "-1",
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    Integer.toString(RETAINED_BYTES)));
    try {
      admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("topic " + topic + " could not be made", e.getCause());
    }
  }

  @Override
  public void close() {
    admin.close();
    kafka.close();
  }
}
