package dev.vigil.ingest.kafka;

import static java.util.Objects.requireNonNull;

import dev.vigil.ingest.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The one Kafka producer of a gateway: {@code acks=all}, idempotent, sent at once, bounded in
 * memory and in time: what can't be delivered within 10 s fails.
 */
public final class GatewayProducer implements AutoCloseable {
  private static final Duration DELIVERY = Duration.ofSeconds(10);
  private static final Duration REQUEST = Duration.ofSeconds(5);
  private static final Duration LONGEST_BLOCK = Duration.ofMillis(250);
  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final Duration START = Duration.ofSeconds(30);

  /** Topics stay known even if they aren't written for long: asking again would block a send. */
  private static final Duration TOPICS_KNOWN = Duration.ofDays(7);

  /** Twice what the intake may have in hand by default: a send doesn't wait for room. */
  private static final long BUFFER_BYTES = 64L * 1024 * 1024;

  private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Producer<byte[], byte[]> producer;
  private final LongSupplier nanoTime;
  private final Map<String, Long> awayUntil = new ConcurrentHashMap<>();

  GatewayProducer(Producer<byte[], byte[]> producer, LongSupplier nanoTime) {
    this.producer = requireNonNull(producer, "producer is null");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
  }

  /**
   * Opens a producer; doesn't wait for the broker.
   *
   * @param bootstrapServers {@code host:port}, by commas
   */
  public static GatewayProducer open(String bootstrapServers) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new GatewayProducer(
        new KafkaProducer<>(settings(bootstrapServers), bytes, bytes), System::nanoTime);
  }

  static Map<String, Object> settings(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK.toMillis());
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, TOPICS_KNOWN.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    return settings;
  }

  /**
   * Sends a record; done when it is durable. Never throws on account of the broker; waits at most a
   * quarter of a second for it.
   */
  public CompletableFuture<Position> send(ProducerRecord<byte[], byte[]> record) {
    if (isAway(record.topic())) {
      return CompletableFuture.failedFuture(
          new TimeoutException("topic " + record.topic() + " could not be written a moment ago"));
    }
    CompletableFuture<Position> sent = new CompletableFuture<>();
    try {
      var unused =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  sent.complete(new Position(metadata.partition(), metadata.offset()));
                } else {
                  failed(record.topic(), sent, failure);
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      failed(record.topic(), sent, e);
    }
    return sent;
  }

  /** Whether a send to the topic failed within the last second for want of a broker. */
  boolean isAway(String topic) {
    Long until = awayUntil.get(topic);
    return until != null && nanoTime.getAsLong() - until < 0;
  }

  private void failed(String topic, CompletableFuture<Position> sent, Exception failure) {
    if (failure instanceof RetriableException) {
      awayUntil.put(topic, nanoTime.getAsLong() + AWAY_NANOS);
    }
    sent.completeExceptionally(failure);
  }

  /**
   * How many partitions a topic has; waits up to 30 s for the broker.
   *
   * @throws KafkaException if the broker doesn't answer or has no such topic
   */
  int partitions(String topic) {
    long deadline = nanoTime.getAsLong() + START.toNanos();
    while (true) {
      try {
        return producer.partitionsFor(topic).size();
      } catch (TimeoutException e) {
        if (nanoTime.getAsLong() - deadline >= 0) {
          throw new KafkaException(
              "topic "
                  + topic
                  + " was not found within "
                  + START.toSeconds()
                  + " s; is the broker up, and were the topics created?",
              e);
        }
      }
    }
  }

  /** Delivers what is under way, for at most 5 s. */
  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
