package dev.vigil.app.burden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.notify.Transitions;
import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.app.runtime.NoContexts;
import dev.vigil.app.runtime.NoLog;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often alerts call people, out of a log that forgets. */
class LiveCallsTest {
  private static final long NOW = 1_000_000;

  @TempDir private Path folder;

  /** It said that the log was away, until the next start. */
  @Test
  void callsThatNobodyAskedFor_untilTheLogHadDroppedThem_keepNoLaterOnesBack() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults())) {
      // given
      KafkaTopics.ensure(kafka.bootstrap(), 1, 72);
      try (LiveCalls calls = calls(kafka.bootstrap())) {
        assertThat(calls.find("a1")).isNull();
        append(kafka.bootstrap(), "a1");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
          TopicPartition partition = new TopicPartition(Topics.ALERTS, 0);
          admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1))).all().get();
        }
        append(kafka.bootstrap(), "a2");

        // when, then
        assertThat(calls.find("a2")).isNotNull();
        assertThat(calls.find("a1")).isNull();
      }
    }
  }

  private static LiveCalls calls(String bootstrap) {
    PatientRegistry nobody = PatientRegistry.open(new NoContexts(), () -> NOW);
    return new LiveCalls(
        bootstrap, Ticks.World.REAL_TIME, new NoLog<>(), nobody, ward -> null, () -> NOW);
  }

  private static void append(String bootstrap, String alert) throws Exception {
    AlertTransition raised = Transitions.of("ann", alert, 1, State.ACTIVE, Priority.HIGH, NOW);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(Topics.ALERTS, "ann".getBytes(UTF_8), Json.encode(raised)))
          .get();
    }
  }
}
