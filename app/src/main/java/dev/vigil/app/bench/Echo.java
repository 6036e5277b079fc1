package dev.vigil.app.bench;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Topics;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What the broker itself takes from producing to consuming, at a steady pace and with records as
 * large as a vector. The topic is one that nobody else uses here.
 */
final class Echo implements AutoCloseable {
  private static final int VECTOR_BYTES = 10_000;
  private static final long BETWEEN_NANOS = 10_000_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Latencies latencies;
  private final Thread thread;
  private volatile boolean open = true;

  Echo(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                requireNonNull(bootstrap, "bootstrap is null"),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                "0",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    latencies = new Latencies(bootstrap, Topics.INBOX);
    thread = new Thread(this::send, "echo");
    thread.setDaemon(true);
    thread.start();
  }

  private void send() {
    long due = System.nanoTime();
    while (open) {
      Pace.await(due);
      byte[] value = ByteBuffer.allocate(VECTOR_BYTES).putLong(due).array();
      // A lost echo is one figure less.
      Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(Topics.INBOX, value));
      due += BETWEEN_NANOS;
    }
  }

  /** Counts anew. */
  void begin() {
    long from = System.nanoTime();
    latencies.begin(record -> due(record, from));
  }

  private static long due(ConsumerRecord<byte[], byte[]> record, long from) {
    long due = ByteBuffer.wrap(record.value()).getLong();
    return due >= from ? due : Latencies.NONE;
  }

  /** The 99th percentile in milliseconds. */
  double p99() {
    return latencies.p99();
  }

  @Override
  public void close() {
    open = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
    latencies.close();
  }
}
