package dev.vigil.app.burden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.app.runtime.NoLog;
import dev.vigil.dashboard.registry.ContextLog;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
    AlertTransition raised =
        new AlertTransition(
            alert,
            1,
            "ann",
            Origin.REAL,
            "a",
            "7",
            "spo2-low",
            Kind.LIMIT,
            State.ACTIVE,
            Priority.HIGH,
            Cause.RAISED,
            NOW,
            NOW,
            null,
            "a test",
            new Evidence(List.of(), null, null, null, "Clears when it is higher"));
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

  /** Of no patient. */
  private static final class NoContexts implements ContextLog {
    @Override
    public List<PatientContext> readAll() {
      return List.of();
    }

    @Override
    public CompletionStage<Void> store(PatientContext context) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> append(PatientRecord record) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
  }
}
