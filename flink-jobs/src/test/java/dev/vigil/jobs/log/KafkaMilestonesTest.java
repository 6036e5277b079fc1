package dev.vigil.jobs.log;

import static dev.vigil.jobs.LogRecords.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaMilestonesTest {
  private static final TopicPartition HEARTBEATS = new TopicPartition(Topics.HEARTBEATS, 0);
  private static final TopicPartition FEATURES = new TopicPartition(Topics.FEATURES, 0);

  private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("none");
  private final KafkaMilestones features =
      new KafkaMilestones(
          "features",
          Topics.FEATURES,
          () -> new TopicTail(kafka, List.of(HEARTBEATS), Duration.ofMillis(20)));
  private long offset;

  @BeforeEach
  void assign() {
    prepare(kafka);
  }

  private static void prepare(MockConsumer<byte[], byte[]> reader) {
    reader.updatePartitions(
        Topics.FEATURES, List.of(new PartitionInfo(Topics.FEATURES, 0, null, null, null)));
    reader.assign(List.of(HEARTBEATS));
    reader.updateBeginningOffsets(Map.of(HEARTBEATS, 0L));
    reader.updateEndOffsets(Map.of(HEARTBEATS, 0L, FEATURES, 0L));
    reader.seekToBeginning(List.of(HEARTBEATS));
  }

  @AfterEach
  void close() {
    features.close();
  }

  @Test
  void milestone_isWhatAllPartsHavePassedAndWhereTheOutputsEnd() {
    features.look();
    assertThat(features.take()).as("nobody has been heard").isNull();
    beat("features", 0, 2, START + 5);
    features.look();
    assertThat(features.take()).as("one of two parts").isNull();
    beat("features", 1, 2, START + 3);
    beat("alerts", 0, 1, START);
    give("not JSON");
    kafka.updateEndOffsets(Map.of(FEATURES, 42L));

    features.look();

    assertThat(features.take()).isEqualTo(new Milestone(START + 3, Map.of(0, 42L)));
    assertThat(features.take()).as("taken once").isNull();
    features.look();
    assertThat(features.take()).as("told once").isNull();
  }

  @Test
  void milestone_afterARescale_isThatOfTheNewParts() {
    beat("features", 0, 2, START);
    beat("features", 1, 2, START);
    beat("features", 0, 1, START + 7);

    features.look();

    assertThat(features.take().tick()).isEqualTo(START + 7);
  }

  @Test
  void news_wakesWhoWaitsForThem() {
    CompletableFuture<Void> waiting = features.news();
    assertThat(waiting).isNotDone();

    beat("features", 0, 1, START);
    features.look();

    assertThat(waiting).isDone();
    assertThat(features.news()).as("not taken yet").isDone();
    features.take();
    assertThat(features.news()).isNotDone();
  }

  @Test
  void kafkaAway_endsNothing() {
    kafka.setOffsetsException(new KafkaException("away"));

    features.look();

    assertThat(features.take()).isNull();
    assertThat(kafka.closed()).as("the next look opens another").isTrue();
  }

  @Test
  void errorAndAReaderThatDoesntClose_endNothing() {
    MockConsumer<byte[], byte[]> broken =
        new MockConsumer<>("none") {
          @Override
          public synchronized void close() {
            super.close();
            throw new KafkaException("can't say good-bye");
          }
        };
    prepare(broken);
    broken.updateEndOffsets(Map.of(HEARTBEATS, 1L));
    broken.schedulePollTask(
        () -> {
          throw new NoClassDefFoundError("gone for a moment");
        });
    Iterator<MockConsumer<byte[], byte[]>> readers = List.of(broken, kafka).iterator();
    beat("features", 0, 1, START);
    try (KafkaMilestones watched =
        new KafkaMilestones(
            "features",
            Topics.FEATURES,
            () -> new TopicTail(readers.next(), List.of(HEARTBEATS), Duration.ofMillis(20)))) {

      watched.look();
      watched.look();

      assertThat(broken.closed()).isTrue();
      assertThat(watched.take()).as("seen by the next reader").isNotNull();
    }
  }

  private void beat(String job, int part, int parts, long tick) {
    give(
        new String(
            Json.encode(new Heartbeat(job, part, parts, tick, new TreeMap<>())),
            StandardCharsets.UTF_8));
  }

  private void give(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    kafka.addRecord(new ConsumerRecord<>(Topics.HEARTBEATS, 0, offset++, new byte[0], bytes));
    kafka.updateEndOffsets(Map.of(HEARTBEATS, offset));
  }
}
