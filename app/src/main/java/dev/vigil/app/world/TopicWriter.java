package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Appends single records and returns when they are durable; for what is seldom written. */
final class TopicWriter implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;

  TopicWriter(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                requireNonNull(bootstrap, "bootstrap is null"),
                ProducerConfig.ACKS_CONFIG,
                "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Appends one record.
   *
   * @throws VigilException if Kafka doesn't take it
   */
  void append(String topic, String key, byte[] value) {
    try {
      producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw VigilException.problem("Writing to " + topic + " was interrupted.", e);
    } catch (ExecutionException e) {
      throw VigilException.problem(
          "Kafka did not take a record for " + topic + ": is the broker running?", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
