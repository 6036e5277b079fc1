package dev.vigil.bench.peers.side;

import com.hazelcast.jet.datamodel.KeyedWindowResult;
import com.hazelcast.jet.pipeline.SourceBuilder.TimestampedSourceBuffer;
import dev.vigil.bench.peers.work.Wire;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;

/** Kafka's clients as Jet's source and sink. Jet gives each a thread of its own, which may wait. */
final class JetKafka {
  private static final long MILLIS_A_SECOND = 1000;

  private JetKafka() {}

  /**
   * A reading on its way through Jet.
   *
   * @param key of patient and vital sign
   */
  record Reading(long key, long value) {}

  /** The one partition of the input, from its beginning. */
  static final class Source implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(50);

    private final KafkaConsumer<Long, byte[]> consumer;

    Source(String bootstrap, String topic) {
      consumer =
          new KafkaConsumer<>(
              with(bootstrap, Clients.consumer()),
              new LongDeserializer(),
              new ByteArrayDeserializer());
      consumer.assign(List.of(new TopicPartition(topic, 0)));
    }

    void fill(TimestampedSourceBuffer<Reading> buffer) {
      for (ConsumerRecord<Long, byte[]> record : consumer.poll(WAIT)) {
        Reading reading = new Reading(record.key(), Wire.value(record.value()));
        buffer.add(reading, record.timestamp());
      }
    }

    @Override
    public void close() {
      consumer.close();
    }
  }

  /** The output. */
  static final class Target implements AutoCloseable {
    private final KafkaProducer<Long, byte[]> producer;
    private final String topic;

    Target(String bootstrap, String topic) {
      this.topic = topic;
      producer =
          new KafkaProducer<>(
              with(bootstrap, Clients.producer()), new LongSerializer(), new ByteArraySerializer());
    }

    void send(KeyedWindowResult<Long, Totals> result) {
      int windowSeconds = (int) ((result.end() - result.start()) / MILLIS_A_SECOND);
      byte[] value = result.result().result(windowSeconds, result.end() / MILLIS_A_SECOND);
      // A result that is lost is missed by whoever waits for it.
      Future<RecordMetadata> unused =
          producer.send(new ProducerRecord<>(topic, result.key(), value));
    }

    @Override
    public void close() {
      producer.close();
    }
  }

  private static Map<String, Object> with(String bootstrap, Map<String, String> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    return all;
  }
}
