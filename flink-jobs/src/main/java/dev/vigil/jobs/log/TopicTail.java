package dev.vigil.jobs.log;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A plain, synchronous reader of topics: no group, nothing committed. Not for several threads at
 * once. Opening one throws {@link IllegalStateException} if a topic isn't there, and a {@link
 * org.apache.kafka.common.KafkaException} if Kafka doesn't answer in 30 s.
 */
public final class TopicTail implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LONGEST_FETCH_MILLIS = 50;

  private final Consumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Duration patience;

  /**
   * Over a consumer to which these partitions are assigned.
   *
   * @param patience how long Kafka may give nothing of what it has
   */
  TopicTail(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Duration patience) {
    this.consumer = consumer;
    this.partitions = partitions;
    this.patience = patience;
  }

  /** All partitions of these topics, from their beginnings. */
  public static TopicTail fromBeginning(String bootstrap, List<String> topics) {
    return open(bootstrap, kafka -> partitionsOf(kafka, topics), Consumer::seekToBeginning);
  }

  /** All partitions of these topics, from what are their ends now. */
  public static TopicTail fromEnd(String bootstrap, List<String> topics) {
    return open(
        bootstrap,
        kafka -> partitionsOf(kafka, topics),
        (kafka, partitions) -> kafka.endOffsets(partitions).forEach(kafka::seek));
  }

  /**
   * All partitions of these topics, from what was appended since.
   *
   * @param millis the broker's time, since the epoch
   */
  public static TopicTail since(String bootstrap, List<String> topics, long millis) {
    return open(
        bootstrap,
        kafka -> partitionsOf(kafka, topics),
        (kafka, partitions) -> {
          Map<TopicPartition, Long> wanted = new HashMap<>();
          partitions.forEach(partition -> wanted.put(partition, millis));
          Map<TopicPartition, OffsetAndTimestamp> found = kafka.offsetsForTimes(wanted);
          kafka
              .endOffsets(partitions)
              .forEach(
                  (partition, end) -> {
                    OffsetAndTimestamp first = found.get(partition);
                    kafka.seek(partition, first == null ? end : first.offset());
                  });
        });
  }

  /** All partitions of these topics, each from at most so many records before what is its end. */
  public static TopicTail ofLatest(String bootstrap, List<String> topics, int records) {
    return open(
        bootstrap,
        kafka -> partitionsOf(kafka, topics),
        (kafka, partitions) -> {
          Map<TopicPartition, Long> beginnings = kafka.beginningOffsets(partitions);
          kafka
              .endOffsets(partitions)
              .forEach(
                  (partition, end) ->
                      kafka.seek(
                          partition,
                          Math.max(beginnings.getOrDefault(partition, 0L), end - records)));
        });
  }

  /** One partition, from its beginning. */
  public static TopicTail ofPartition(String bootstrap, String topic, int partition) {
    TopicPartition wanted = new TopicPartition(topic, partition);
    return open(
        bootstrap,
        kafka -> {
          if (!partitionsOf(kafka, List.of(topic)).contains(wanted)) {
            throw new IllegalStateException("topic " + topic + " has no partition " + partition);
          }
          return List.of(wanted);
        },
        Consumer::seekToBeginning);
  }

  private static TopicTail open(
      String bootstrap,
      Function<Consumer<byte[], byte[]>, List<TopicPartition>> which,
      BiConsumer<Consumer<byte[], byte[]>, List<TopicPartition>> seek) {
    Consumer<byte[], byte[]> consumer = consumer(bootstrap);
    try {
      List<TopicPartition> partitions = which.apply(consumer);
      consumer.assign(partitions);
      seek.accept(consumer, partitions);
      return new TopicTail(consumer, partitions, PATIENCE);
    } catch (RuntimeException e) { // whatever it is, the consumer isn't handed out
      consumer.close();
      throw e;
    }
  }

  static List<TopicPartition> partitionsOf(Consumer<byte[], byte[]> consumer, List<String> topics) {
    return topics.stream()
        .flatMap(topic -> partitionsOf(consumer, topic).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private static List<PartitionInfo> partitionsOf(Consumer<byte[], byte[]> consumer, String topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    if (found == null || found.isEmpty()) {
      throw new IllegalStateException(
          "topic "
              + topic
              + " doesn't exist: `vigil up` creates all of Vigil's topics before it reads any;"
              + " is this Vigil's Kafka?");
    }
    return found;
  }

  private static Consumer<byte[], byte[]> consumer(String bootstrap) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            requireNonNull(bootstrap, "bootstrap is null"),
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            Math.toIntExact(PATIENCE.toMillis()),
            // A fetch that waits for more holds up the next question on its connection, and close.
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            LONGEST_FETCH_MILLIS,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Which partitions it reads. */
  public List<TopicPartition> partitions() {
    return partitions;
  }

  /** The first offsets that are still there. */
  public Map<TopicPartition, Long> beginnings() {
    return consumer.beginningOffsets(partitions);
  }

  /**
   * When the first records were appended that are still there, by the broker's time in milliseconds
   * since the epoch; without partitions that have none.
   */
  public Map<TopicPartition, Long> firstAppended() {
    Map<TopicPartition, Long> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, 0L));
    Map<TopicPartition, Long> appended = new HashMap<>();
    consumer
        .offsetsForTimes(wanted)
        .forEach(
            (partition, first) -> {
              if (first != null) {
                appended.put(partition, first.timestamp());
              }
            });
    return appended;
  }

  /** The present ends of all partitions of any topic, by partition. */
  public Map<Integer, Long> ends(String topic) {
    return byPartition(consumer.endOffsets(partitionsOf(consumer, List.of(topic))));
  }

  /** The first offsets that any topic still has, by partition. */
  public Map<Integer, Long> beginnings(String topic) {
    return byPartition(consumer.beginningOffsets(partitionsOf(consumer, List.of(topic))));
  }

  private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> byPartition = new HashMap<>();
    offsets.forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
    return byPartition;
  }

  /**
   * Reads on to what is the end when the call begins.
   *
   * @param reader takes each record, in order within its partition
   * @throws org.apache.kafka.common.KafkaException if Kafka doesn't answer in 30 s, or gives
   *     nothing for that long of what it says it has
   */
  public void readToEnd(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    Optional<Void> unused =
        firstOf(
            record -> {
              reader.accept(record);
              return Optional.empty();
            });
  }

  /**
   * The same, until a record has what is looked for; where it goes on afterwards is not said.
   *
   * @return what the first such record has
   */
  public <T> Optional<T> firstOf(Function<ConsumerRecord<byte[], byte[]>, Optional<T>> look) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long heard = System.nanoTime();
    while (isBefore(ends)) {
      ConsumerRecords<byte[], byte[]> some = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : some) {
        Optional<T> found = look.apply(record);
        if (found.isPresent()) {
          return found;
        }
      }
      if (!some.isEmpty()) {
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > patience.toNanos()) {
        throw nothingCame();
      }
    }
    return Optional.empty();
  }

  private TimeoutException nothingCame() {
    return new TimeoutException(
        "Kafka gave nothing for "
            + patience.toSeconds()
            + " s of what it has of "
            + partitions
            + ": is its broker up?");
  }

  private boolean isBefore(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue());
  }

  /** Reads what comes within {@code patience}; returns as soon as something has come. */
  public void poll(
      Duration patience, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    consumer.poll(patience).forEach(reader);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
