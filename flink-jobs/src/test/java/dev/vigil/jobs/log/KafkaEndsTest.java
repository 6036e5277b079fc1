package dev.vigil.jobs.log;

import static dev.vigil.jobs.LogRecords.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class KafkaEndsTest {
  private static final OutputNumber NUMBER = new OutputNumber(7, START, 2);

  @Test
  void tombstone_carriesItsNumberAndLeavesThePartitionToKafka() {
    ProducerRecord<byte[], byte[]> sent =
        send(OutgoingRecord.numbered(Topics.EPISODES, "p-1", NUMBER, null));

    assertThat(sent.value()).isNull();
    assertThat(sent.partition()).isNull();
    assertThat(new String(sent.key(), StandardCharsets.UTF_8)).isEqualTo("p-1");
    assertThat(text(sent.headers(), OutputNumber.HEADER)).isEqualTo(NUMBER.toString());
  }

  @Test
  void record_thatWasSent_isReadBackWithItsHeader() {
    byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> sent =
        send(OutgoingRecord.logRecord(Topics.PATIENTS, "p-1", RecordType.SCORE, json));

    RawRecord read = RawRecord.of(consumed(sent.key(), sent.value(), sent.headers()), "type");

    assertThat(read.key()).isEqualTo("p-1");
    assertThat(read.type()).isEqualTo(RecordType.SCORE);
    assertThat(read.value()).isEqualTo(json);
    assertThat(read.position()).isEqualTo("vigil.patients-3@42");
    assertThat(read.appended()).isEqualTo(START * 1000);
  }

  @Test
  void record_withoutKeyHeaderOrValue_isReadAsEmpty() {
    RawRecord read = RawRecord.of(consumed(null, null, new RecordHeaders()), "type");

    assertThat(read.key()).isEmpty();
    assertThat(read.header()).isEmpty();
    assertThat(read.type()).isNull();
    assertThat(read.value()).isEmpty();
  }

  @Test
  void parallelism_aboveTheNumberOfPartitions_isRefused() {
    List<TopicPartition> partitions =
        List.of(new TopicPartition(Topics.PATIENTS, 0), new TopicPartition(Topics.PATIENTS, 1));

    assertThatThrownBy(() -> new FromTheBeginning(3).getPartitionOffsets(partitions, null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("parallelism 3 is above the number of partitions");
  }

  private static ProducerRecord<byte[], byte[]> send(OutgoingRecord record) {
    return KafkaEnds.ToProducerRecord.of(record);
  }

  private static ConsumerRecord<byte[], byte[]> consumed(
      byte[] key, byte[] value, Headers headers) {
    return new ConsumerRecord<>(
        Topics.PATIENTS,
        3,
        42,
        START * 1000,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        key,
        value,
        headers,
        Optional.empty());
  }

  private static String text(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
