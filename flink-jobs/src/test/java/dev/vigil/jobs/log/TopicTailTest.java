package dev.vigil.jobs.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.alerting.rules.DefaultPolicy;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.PolicyEntry;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TopicTailTest {
  private static final TopicPartition LEDGER = new TopicPartition(Topics.LEDGER, 0);
  private static final TopicPartition POLICY = new TopicPartition(Topics.POLICY, 0);
  private static final long APPENDED = 1_700_000_000L;

  private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("none");

  @Test
  void readToEnd_takesEachRecordOnceAndInOrder() {
    TopicTail tail = tail(Duration.ofSeconds(30));
    List<Long> offsets = new ArrayList<>();
    give(LEDGER, "a", "b");
    tail.readToEnd(record -> offsets.add(record.offset()));
    give(LEDGER, "c");

    tail.readToEnd(record -> offsets.add(record.offset()));
    tail.readToEnd(record -> offsets.add(record.offset()));

    assertThat(offsets).containsExactly(0L, 1L, 2L);
  }

  @Test
  void readToEnd_whenKafkaGivesNothingOfWhatItHas_failsInsteadOfWaitingForEver() {
    TopicTail tail = tail(Duration.ofMillis(20));
    kafka.updateEndOffsets(Map.of(LEDGER, 3L, POLICY, 0L));

    assertThatThrownBy(() -> tail.readToEnd(record -> {}))
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining("vigil.ledger-0");
  }

  @Test
  void topic_thatIsntThere_isNamed() {
    kafka.updatePartitions(
        Topics.POLICY, List.of(new PartitionInfo(Topics.POLICY, 0, null, null, null)));

    assertThat(TopicTail.partitionsOf(kafka, List.of(Topics.POLICY))).containsExactly(POLICY);
    assertThatThrownBy(() -> TopicTail.partitionsOf(kafka, List.of(Topics.POLICY, Topics.LEDGER)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("topic vigil.ledger doesn't exist");
  }

  @Test
  void governance_afterEntriesThatAreVoid_isWhatTheOthersSay() {
    GovernanceTopics governance =
        new GovernanceTopics(tail(Duration.ofSeconds(30)), World.REAL_TIME);
    give(POLICY, policy(1, Long.MIN_VALUE), "not JSON", policy(2, APPENDED + 9));
    give(LEDGER, ledger("1", Long.MIN_VALUE), null, ledger("2", APPENDED + 10), ledger("3", 0));

    governance.readToEnd();

    assertThat(governance.timeline().policyAt(APPENDED + 1_000))
        .isSameAs(governance.timeline().policyAt(0));
    assertThat(governance.timeline().liveVersion("news2", "p", APPENDED + 9))
        .isEqualTo(Optional.of("1"));
    assertThat(governance.timeline().liveVersion("news2", "p", APPENDED + 10))
        .isEqualTo(Optional.of("2"));
  }

  private TopicTail tail(Duration patience) {
    List<TopicPartition> partitions = List.of(LEDGER, POLICY);
    kafka.assign(partitions);
    kafka.updateBeginningOffsets(Map.of(LEDGER, 0L, POLICY, 0L));
    kafka.updateEndOffsets(Map.of(LEDGER, 0L, POLICY, 0L));
    kafka.seekToBeginning(partitions);
    return new TopicTail(kafka, partitions, patience);
  }

  private void give(TopicPartition partition, String... values) {
    long offset = kafka.endOffsets(List.of(partition)).get(partition);
    for (String value : values) {
      kafka.addRecord(
          new ConsumerRecord<>(
              partition.topic(),
              partition.partition(),
              offset++,
              APPENDED * 1000,
              TimestampType.LOG_APPEND_TIME,
              0,
              0,
              new byte[0],
              value == null ? null : value.getBytes(StandardCharsets.UTF_8),
              new RecordHeaders(),
              Optional.empty()));
    }
    kafka.updateEndOffsets(Map.of(partition, offset));
  }

  private static String policy(int version, long holdsFrom) {
    return json(new PolicyEntry(version, holdsFrom, "lead", "test", DefaultPolicy.rules()));
  }

  private static String ledger(String version, long holdsFrom) {
    return json(
        new LedgerEntry(
            "news2", version, "00", LedgerEntry.Action.LIVE, holdsFrom, "lead", "test", null));
  }

  private static String json(Object value) {
    return new String(Json.encode(value), StandardCharsets.UTF_8);
  }
}
