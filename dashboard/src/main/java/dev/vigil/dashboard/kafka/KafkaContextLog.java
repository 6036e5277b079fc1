package dev.vigil.dashboard.kafka;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.registry.ContextLog;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Contexts in {@code vigil.contexts}, records in {@code vigil.patients}. */
public final class KafkaContextLog implements ContextLog {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaContextLog.class);

  private final Map<String, Object> kafka;
  private final LogSender sender;

  /**
   * Connects.
   *
   * @param kafka the client settings that every client here has: {@code bootstrap.servers},
   *     security
   */
  public KafkaContextLog(Map<String, Object> kafka) {
    this.kafka = Map.copyOf(requireNonNull(kafka, "kafka is null"));
    sender = new LogSender(this.kafka, "context-log", List.of(Topics.CONTEXTS, Topics.PATIENTS));
  }

  @Override
  public List<PatientContext> readAll() {
    Map<String, PatientContext> newest = new TreeMap<>();
    try (TopicReader contexts = new TopicReader(kafka, Topics.CONTEXTS)) {
      contexts.readToEnd(record -> take(record, newest));
    }
    return List.copyOf(newest.values());
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record, Map<String, PatientContext> newest) {
    if (record.value() == null) {
      newest.remove(new String(record.key(), StandardCharsets.UTF_8));
      return;
    }
    try {
      PatientContext context = Json.decode(record.value(), PatientContext.class);
      newest.put(context.patient(), context);
    } catch (MalformedRecordException e) {
      LOG.error("{} is left out: {}", TopicReader.placeOf(record), e.getMessage());
    }
  }

  @Override
  public CompletionStage<Void> store(PatientContext context) {
    return sender.send(
        new ProducerRecord<>(Topics.CONTEXTS, utf8(context.patient()), Json.encode(context)));
  }

  @Override
  public CompletionStage<Void> append(PatientRecord record) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(Topics.PATIENTS, utf8(record.patient()), LogCodec.encode(record));
    message.headers().add(RecordType.HEADER, utf8(record.type().wireName()));
    return sender.send(message);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    sender.close();
  }
}
