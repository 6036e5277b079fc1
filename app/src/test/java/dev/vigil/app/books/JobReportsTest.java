package dev.vigil.app.books;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.ingest.IntakeCounts;
import dev.vigil.ingest.kafka.GatewayHeartbeat;
import dev.vigil.ingest.kafka.GatewayProducer;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobReportsTest {
  private static final int BEATS = 60_000;

  /** Every status, and every start, reads what is kept. */
  @Test
  void heartbeatsOfHours_areSoonFew_andTheLastIsThere(@TempDir Path folder) {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults())) {
      KafkaTopics.ensure(kafka.bootstrap(), 1, 72);
      beat(kafka.bootstrap());

      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> kept(kafka.bootstrap()) < BEATS / 2);

      try (JobReports reports = JobReports.ofAll(kafka.bootstrap())) {
        reports.readToEnd();
        assertThat(reports.passed("features")).isEqualTo(BEATS);
      }
    }
  }

  @Test
  void gatewayThatHasLeft_isMissedByNobody_andIsThereAgainWithItsNextSign(@TempDir Path folder) {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults())) {
      KafkaTopics.ensure(kafka.bootstrap(), 1, 72);
      IntakeCounts counts = new IntakeCounts();
      try (GatewayProducer producer = GatewayProducer.open(kafka.bootstrap());
          JobReports reports = JobReports.ofAll(kafka.bootstrap())) {
        GatewayHeartbeat first = new GatewayHeartbeat(producer, counts, "1");
        GatewayHeartbeat second = new GatewayHeartbeat(producer, counts, "2");

        first.beat(100);
        second.beat(101);
        awaitGateways(reports, Map.of("gateway-1", 100L, "gateway-2", 101L));
        second.leave(102);
        awaitGateways(reports, Map.of("gateway-1", 100L));
        second.beat(103);
        awaitGateways(reports, Map.of("gateway-1", 100L, "gateway-2", 103L));
      }
    }
  }

  private static void awaitGateways(JobReports reports, Map<String, Long> expected) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              reports.readToEnd();
              assertThat(reports.gateways()).isEqualTo(expected);
            });
  }

  private static int kept(String bootstrap) {
    AtomicInteger kept = new AtomicInteger();
    try (TopicTail tail = TopicTail.fromBeginning(bootstrap, List.of(Topics.HEARTBEATS))) {
      tail.readToEnd(record -> kept.incrementAndGet());
    }
    return kept.get();
  }

  private static void beat(String bootstrap) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap), bytes, bytes)) {
      for (long tick = 1; tick <= BEATS; tick++) {
        TreeMap<String, Long> counts = new TreeMap<>();
        for (String name : List.of("vectors", "used", "late-duplicate", "conflict", "too-late")) {
          counts.put(name, 1_000_000 + tick);
        }
        byte[] value = Json.encode(new Heartbeat("features", 0, 1, tick, counts));
        var unused =
            producer.send(
                new ProducerRecord<>(Topics.HEARTBEATS, "features/0".getBytes(UTF_8), value));
      }
    }
  }
}
