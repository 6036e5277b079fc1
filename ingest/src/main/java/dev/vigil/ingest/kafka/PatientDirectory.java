package dev.vigil.ingest.kafka;

import static java.util.Objects.requireNonNull;

import dev.vigil.ingest.PatientIndex;
import dev.vigil.ingest.Patients;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The patients as {@value Topics#CONTEXTS} has them: read from its beginning on a thread of its
 * own, then followed. Without a consumer group: every gateway reads all of it.
 */
public final class PatientDirectory implements Patients, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PatientDirectory.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final PatientIndex index = new PatientIndex();
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean closing;

  PatientDirectory(Consumer<byte[], byte[]> consumer) {
    this.consumer = requireNonNull(consumer, "consumer is null");
    thread = new Thread(this::run, "patient-directory");
    thread.setDaemon(true);
  }

  /**
   * Starts to read; see {@link #caughtUp()}.
   *
   * @param bootstrapServers {@code host:port}, by commas
   */
  public static PatientDirectory open(String bootstrapServers) {
    PatientDirectory directory =
        new PatientDirectory(new KafkaConsumer<>(PlainConsumer.settings(bootstrapServers)));
    directory.start();
    return directory;
  }

  void start() {
    thread.start();
  }

  /** Done when everything that was in the topic at the start is known; fails if reading ended. */
  public CompletableFuture<Void> caughtUp() {
    return caughtUp.copy();
  }

  @Override
  public boolean ready() {
    return index.ready() && thread.isAlive();
  }

  @Override
  public @Nullable PatientContext find(String patient) {
    return index.find(patient);
  }

  @Override
  public List<PatientContext> wearing(String device, long measured) {
    return index.wearing(device, measured);
  }

  @Override
  public Collection<PatientContext> all() {
    return index.all();
  }

  private void run() {
    try (consumer) {
      List<TopicPartition> partitions = PlainConsumer.partitionsOf(consumer, Topics.CONTEXTS);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!closing) {
        if (!index.ready() && isPast(ends)) {
          index.markReady();
          caughtUp.complete(null);
        }
        consumer.poll(POLL).forEach(this::apply);
      }
    } catch (WakeupException e) {
      LOG.debug("Woken up to close");
    } catch (KafkaException e) {
      LOG.error("{} can't be read any more: {}", Topics.CONTEXTS, e.toString());
      caughtUp.completeExceptionally(e);
    } finally {
      caughtUp.completeExceptionally(new IllegalStateException("the directory was closed"));
    }
  }

  private boolean isPast(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      LOG.warn("{} has no key and is left out", PlainConsumer.placeOf(record));
      return;
    }
    if (record.value() == null) {
      index.remove(new String(record.key(), StandardCharsets.UTF_8));
      return;
    }
    try {
      index.put(Json.decode(record.value(), PatientContext.class));
    } catch (MalformedRecordException e) {
      LOG.warn("{} is left out: {}", PlainConsumer.placeOf(record), e.getMessage());
    }
  }

  /** Ends the reading; waits up to 5 s for it. */
  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      thread.join(CLOSING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
