package dev.vigil.bench.peers.side;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How all sides read from Kafka and write to it: in large batches. */
final class Clients {
  private Clients() {}

  static Map<String, String> consumer() {
    return Map.of(
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "10000",
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50",
        ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "65536",
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
  }

  static Map<String, String> producer() {
    return Map.of(
        ProducerConfig.ACKS_CONFIG, "1",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false",
        ProducerConfig.LINGER_MS_CONFIG, "20",
        ProducerConfig.BATCH_SIZE_CONFIG, "262144");
  }

  static Properties properties(Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    return properties;
  }
}
