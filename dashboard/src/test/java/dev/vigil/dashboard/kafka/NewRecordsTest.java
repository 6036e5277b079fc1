package dev.vigil.dashboard.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class NewRecordsTest {
  private static final String TOPIC = "vigil.technical";
  private static final TopicPartition ONLY = new TopicPartition(TOPIC, 0);

  private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");

  /** The server went on for good without what it had read by then. */
  @Test
  void readingThatBreaksOff_losesNothing() {
    // given
    kafka.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, null, null, null)));
    kafka.updateBeginningOffsets(Map.of(ONLY, 0L));
    kafka.updateEndOffsets(Map.of(ONLY, 2L));
    NewRecords<String> records =
        new NewRecords<>(
            new TopicReader(kafka, TOPIC),
            record -> Optional.of(new String(record.value(), UTF_8)));
    kafka.schedulePollTask(() -> add(0, "first"));
    kafka.schedulePollTask(() -> kafka.setPollException(new KafkaException("away")));

    // when
    assertThatThrownBy(records::read).hasMessage("away");
    kafka.schedulePollTask(() -> add(1, "second"));

    // then
    assertThat(records.read()).containsExactly("first", "second");
    assertThat(records.read()).isEmpty();
  }

  private void add(long offset, String text) {
    kafka.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, new byte[0], text.getBytes(UTF_8)));
  }
}
