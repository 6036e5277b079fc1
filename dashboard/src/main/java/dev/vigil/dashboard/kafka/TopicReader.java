package dev.vigil.dashboard.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning, without a group. Not for several threads at once. */
final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** A person waits for what is read. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String topic;
  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();

  /** Nothing is read yet. */
  TopicReader(Map<String, Object> kafka, String topic) {
    this(open(kafka), topic);
  }

  TopicReader(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, String topic) {
    this.topic = topic;
    this.consumer = consumer;
    consumer
        .partitionsFor(topic)
        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** A consumer of bytes as everything here uses it. */
  static KafkaConsumer<byte[], byte[]> open(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Where a record stands, for messages: all of it that may be said in a log. */
  static String placeOf(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + "-" + record.partition() + " offset " + record.offset();
  }

  /**
   * Reads on to what is the end when the call begins.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka doesn't answer, or for 10 s gives
   *     nothing of what it has
   */
  void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    long heard = System.nanoTime();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      ConsumerRecords<byte[], byte[]> some = consumer.poll(POLL);
      some.forEach(each);
      heard = some.isEmpty() ? requirePatience(heard) : System.nanoTime();
    }
  }

  private long requirePatience(long heard) {
    if (System.nanoTime() - heard > PATIENCE.toNanos()) {
      throw new TimeoutException(
          "Kafka gave nothing of " + topic + " for " + PATIENCE.toSeconds() + " s");
    }
    return heard;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
