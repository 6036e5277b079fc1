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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Contexts in {@code vigil.contexts}, records in {@code vigil.patients}. */
public final class KafkaContextLog implements ContextLog {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaContextLog.class);

  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Map<String, Object> kafka;
  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * One thread, so that the order of calls is the order in the log. The producer's send waits where
   * it has lost the broker, and the caller may be an event loop.
   */
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "context-log"));

  /**
   * Connects.
   *
   * @param kafka the client settings that every client here has: {@code bootstrap.servers},
   *     security
   */
  public KafkaContextLog(Map<String, Object> kafka) {
    this.kafka = Map.copyOf(requireNonNull(kafka, "kafka is null"));
    producer = Producers.open(this.kafka);
    producer.partitionsFor(Topics.CONTEXTS);
    producer.partitionsFor(Topics.PATIENTS);
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
      LOG.error(
          "{}-{} offset {} is left out: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  @Override
  public CompletionStage<Void> store(PatientContext context) {
    return send(
        new ProducerRecord<>(Topics.CONTEXTS, utf8(context.patient()), Json.encode(context)));
  }

  @Override
  public CompletionStage<Void> append(PatientRecord record) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(Topics.PATIENTS, utf8(record.patient()), LogCodec.encode(record));
    message.headers().add(RecordType.HEADER, utf8(record.type().wireName()));
    return send(message);
  }

  private CompletionStage<Void> send(ProducerRecord<byte[], byte[]> message) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Producers.DELIVERY_MILLIS);
    try {
      sender.execute(() -> sendNow(message, deadline, done));
    } catch (RejectedExecutionException e) {
      done.completeExceptionally(e);
    }
    return done;
  }

  private void sendNow(
      ProducerRecord<byte[], byte[]> message, long deadline, CompletableFuture<Void> done) {
    // Without a broker every send waits: those behind it in the queue must not add up their waits.
    if (System.nanoTime() - deadline > 0) {
      done.completeExceptionally(new TimeoutException("not sent within the time for delivery"));
      return;
    }
    try {
      var unused =
          producer.send(
              message,
              (metadata, failure) -> {
                if (failure == null) {
                  done.complete(null);
                } else {
                  done.completeExceptionally(failure);
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      done.completeExceptionally(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    sender.shutdown();
    producer.close(CLOSE);
  }
}
