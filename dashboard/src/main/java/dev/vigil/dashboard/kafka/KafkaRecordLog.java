package dev.vigil.dashboard.kafka;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.dashboard.technical.RecordLog;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records of one kind in a topic of their own. */
public final class KafkaRecordLog<T> implements RecordLog<T> {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaRecordLog.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final String topic;
  private final Class<T> kind;
  private final KafkaProducer<byte[], byte[]> producer;
  private final TopicReader reader;
  private final NewRecords<T> records;

  /**
   * Connects.
   *
   * @param kafka the client settings that every client here has
   */
  public KafkaRecordLog(Map<String, Object> kafka, String topic, Class<T> kind) {
    this.topic = requireNonNull(topic, "topic is null");
    this.kind = requireNonNull(kind, "kind is null");
    producer = Producers.open(kafka);
    reader = new TopicReader(kafka, topic);
    records = new NewRecords<>(reader, this::parse);
  }

  @Override
  public List<T> readNew() {
    try {
      return records.read();
    } catch (KafkaException e) {
      throw away(e);
    }
  }

  private Optional<T> parse(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(Json.decode(record.value(), kind));
    } catch (MalformedRecordException e) {
      LOG.warn("{}@{} is void: {}", topic, record.offset(), e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void append(String key, T record) {
    byte[] value = Json.encode(record);
    try {
      var unused =
          producer
              .send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
              .get(Producers.DELIVERY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(e);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw away(e);
    }
  }

  private RefusedException away(Exception e) {
    LOG.warn("{} can't be reached: {}", topic, e.toString());
    return RefusedException.logAway();
  }

  @Override
  public void close() {
    producer.close(CLOSE);
    reader.close();
  }
}
