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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The patients as {@value Topics#CONTEXTS} has them: read from its beginning on a thread of its
 * own, then followed. Without a consumer group: every gateway reads all of it. If reading fails, it
 * begins again; until it has caught up, nobody can say who is a patient.
 */
public final class PatientDirectory implements Patients, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PatientDirectory.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final long RETRY_MILLIS = 1_000;

  private final Supplier<? extends Consumer<byte[], byte[]>> opener;
  private final PatientIndex index = new PatientIndex();
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private volatile boolean upToDate;

  PatientDirectory(Supplier<? extends Consumer<byte[], byte[]>> opener) {
    this.opener = requireNonNull(opener, "opener is null");
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
        new PatientDirectory(() -> new KafkaConsumer<>(PlainConsumer.settings(bootstrapServers)));
    directory.start();
    return directory;
  }

  void start() {
    thread.start();
  }

  /** Done when everything that was in the topic at the start is known; fails if reading failed. */
  public CompletableFuture<Void> caughtUp() {
    return caughtUp.copy();
  }

  @Override
  public boolean ready() {
    return index.ready() && upToDate && thread.isAlive();
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
    do {
      try (Consumer<byte[], byte[]> current = opener.get()) {
        consumer = current;
        follow(current);
      } catch (WakeupException e) {
        LOG.debug("Woken up to close");
      } catch (Throwable e) {
        // Kafka, a defect, an Error: a gateway that stops reading would refuse every sender for
        // ever.
        LOG.error("{} can't be read and is begun again: {}", Topics.CONTEXTS, e.toString());
        caughtUp.completeExceptionally(e);
      }
      upToDate = false;
    } while (rest());
    caughtUp.completeExceptionally(new IllegalStateException("the directory was closed"));
  }

  /** False if it is being closed. */
  private boolean rest() {
    try {
      return !closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void follow(Consumer<byte[], byte[]> current) {
    List<TopicPartition> partitions = PlainConsumer.partitionsOf(current, Topics.CONTEXTS);
    current.assign(partitions);
    current.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = current.endOffsets(partitions);
    while (closing.getCount() > 0) {
      if (!upToDate && isPast(current, ends)) {
        index.markReady();
        upToDate = true;
        caughtUp.complete(null);
      }
      current.poll(POLL).forEach(this::apply);
    }
  }

  private static boolean isPast(Consumer<byte[], byte[]> current, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> current.position(end.getKey()) >= end.getValue());
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
    closing.countDown();
    Consumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    try {
      thread.join(CLOSING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
