package dev.vigil.app.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.app.verify.Verifier.Stretch;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Tick;
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

/** A log whose retention has taken its beginning: one partition more of it than the other. */
class LogThatIsLeftTest {
  @TempDir private Path folder;

  @Test
  void log_thatHasLostItsBeginning_isNotWhole_andIsThereFromItsLatestFirstTickOn()
      throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults())) {
      // given
      KafkaTopics.ensure(kafka.bootstrap(), 2, 72);
      sendTicks(kafka.bootstrap());
      Verifier verifier = new Verifier(kafka.bootstrap(), Ticks.World.RECORDED, 60);
      assertThat(verifier.isWhole()).isTrue();
      assertThat(verifier.stretch()).isEqualTo(new Stretch(100, 300));
      assertThat(verifier.left()).isEqualTo(new Stretch(110, 300));

      // when
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
        TopicPartition first = new TopicPartition(Topics.PATIENTS, 0);
        admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(1))).all().get();
      }

      // then
      assertThat(verifier.isWhole()).isFalse();
      assertThat(verifier.left()).isEqualTo(new Stretch(200, 300));
      assertThatThrownBy(verifier::stretch)
          .isInstanceOf(VigilException.class)
          .hasMessageContaining("begins at offset 1");
    }
  }

  private static void sendTicks(String bootstrap) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 1; i <= 3; i++) {
        producer.send(tick(0, 100L * i)).get();
        producer.send(tick(1, 100L * i + 10)).get();
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> tick(int partition, long second) {
    byte[] value = LogCodec.encode(new Tick(second, "test"));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(Topics.PATIENTS, partition, new byte[0], value);
    record.headers().add(RecordType.HEADER, RecordType.TICK.wireName().getBytes(UTF_8));
    return record;
  }
}
