package dev.vigil.dashboard.kafka;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.AuditLog;
import dev.vigil.schemas.AuditEntry;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit in {@code vigil.audit}. */
public final class KafkaAuditLog implements AuditLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaAuditLog.class);

  private final Map<String, Object> kafka;
  private final LogSender sender;

  /**
   * Connects.
   *
   * @param kafka the client settings that every client here has
   */
  public KafkaAuditLog(Map<String, Object> kafka) {
    this.kafka = Map.copyOf(requireNonNull(kafka, "kafka is null"));
    sender = new LogSender(this.kafka, "audit-log", List.of(Topics.AUDIT));
  }

  @Override
  public CompletionStage<Void> append(AuditEntry entry) {
    return sender.send(
        new ProducerRecord<>(
            Topics.AUDIT, entry.by().getBytes(StandardCharsets.UTF_8), Json.encode(entry)));
  }

  @Override
  public List<AuditEntry> read(Predicate<AuditEntry> which, int most) {
    ArrayDeque<AuditEntry> newest = new ArrayDeque<>();
    try (TopicReader reader = new TopicReader(kafka, Topics.AUDIT)) {
      reader.readToEnd(record -> take(record, which, most, newest));
    }
    return List.copyOf(newest);
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record,
      Predicate<AuditEntry> which,
      int most,
      ArrayDeque<AuditEntry> newest) {
    try {
      AuditEntry entry = Json.decode(record.value(), AuditEntry.class);
      if (which.test(entry)) {
        newest.add(entry);
        if (newest.size() > most) {
          newest.remove();
        }
      }
    } catch (MalformedRecordException e) {
      LOG.error("{} is left out: {}", TopicReader.placeOf(record), e.getMessage());
    }
  }

  @Override
  public void close() {
    sender.close();
  }
}
