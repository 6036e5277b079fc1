package dev.vigil.dashboard.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Sends records in the order of the calls, without ever holding up the caller, who may be an event
 * loop: the producer's own send waits where it has lost the broker, so it has a thread of its own.
 */
final class LogSender implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final ExecutorService sender;

  /**
   * Connects.
   *
   * @param kafka the client settings that every client here has: {@code bootstrap.servers},
   *     security
   * @param thread its name
   * @param topics that have to be there
   */
  LogSender(Map<String, Object> kafka, String thread, List<String> topics) {
    producer = Producers.open(kafka);
    sender = Executors.newSingleThreadExecutor(task -> new Thread(task, thread));
    topics.forEach(producer::partitionsFor);
  }

  /** Completes once the record is durable, or exceptionally after the time for delivery. */
  CompletionStage<Void> send(ProducerRecord<byte[], byte[]> message) {
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

  @Override
  public void close() {
    sender.shutdown();
    producer.close(CLOSE);
  }
}
