package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.Topics;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker-compose.three-brokers.yml}: what is acknowledged is on two brokers at least. */
class ThreeBrokersTest {
  private static final List<String> BROKERS = List.of("kafka", "kafka-2", "kafka-3");
  private static final int RECORDS = 200;
  private static final int GIVE_UP_MILLIS = 15_000;

  @Test
  void brokerKilled_nothingStops_andWithoutASecondNothingIsAcknowledged(@TempDir Path folder)
      throws Exception {
    try (ComposedCluster cluster =
        new ComposedCluster(
            folder.resolve("cluster"), "docker-compose.yml", "docker-compose.three-brokers.yml")) {
      // given
      for (String broker : BROKERS) {
        cluster.start(broker);
      }
      for (String broker : BROKERS) {
        cluster.awaitSaid(broker, "is up");
      }
      String bootstrap =
          String.join(",", BROKERS.stream().map(b -> cluster.address(b, 9092)).toList());
      KafkaTopics.ensure(bootstrap, 4, -1);
      requireCopies(bootstrap);

      try (KafkaProducer<byte[], byte[]> producer = producer(bootstrap)) {
        send(producer, 0);

        // when
        cluster.kill("kafka-2");
        send(producer, RECORDS);

        // then
        assertThat(read(bootstrap)).hasSize(2 * RECORDS);

        // and
        cluster.kill("kafka-3");
        assertThatThrownBy(() -> producer.send(record(0)).get(2, TimeUnit.MINUTES))
            .isInstanceOf(ExecutionException.class)
            .cause()
            .isInstanceOfAny(NotEnoughReplicasException.class, TimeoutException.class);
      }
    }
  }

  private static void requireCopies(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      TopicDescription topic =
          admin.describeTopics(List.of(Topics.INBOX)).allTopicNames().get().get(Topics.INBOX);
      assertThat(topic.partitions())
          .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(3));
      ConfigResource name = new ConfigResource(ConfigResource.Type.TOPIC, Topics.INBOX);
      assertThat(
              admin.describeConfigs(List.of(name)).all().get().get(name).get("min.insync.replicas"))
          .extracting("value")
          .isEqualTo("2");
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "acks",
            "all",
            "request.timeout.ms",
            GIVE_UP_MILLIS / 3,
            "delivery.timeout.ms",
            GIVE_UP_MILLIS),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static ProducerRecord<byte[], byte[]> record(int number) {
    byte[] bytes = Integer.toString(number).getBytes(UTF_8);
    return new ProducerRecord<>(Topics.INBOX, bytes, bytes);
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, int from) throws Exception {
    for (int number = from; number < from + RECORDS; number++) {
      producer.send(record(number)).get(1, TimeUnit.MINUTES);
    }
  }

  private static Set<String> read(String bootstrap) {
    Set<String> values = new HashSet<>();
    try (TopicTail tail = TopicTail.fromBeginning(bootstrap, List.of(Topics.INBOX))) {
      tail.readToEnd(record -> values.add(new String(record.value(), UTF_8)));
    }
    return values;
  }
}
