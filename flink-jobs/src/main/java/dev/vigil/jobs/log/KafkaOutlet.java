package dev.vigil.jobs.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends as {@link KafkaEnds#sink} does, with a producer of its own. */
final class KafkaOutlet implements Outlet {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Producer<byte[], byte[]> producer;

  KafkaOutlet(String bootstrap) {
    Map<String, Object> settings = new HashMap<>(KafkaEnds.PRODUCER);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public CompletableFuture<Void> send(OutgoingRecord record) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    try {
      var unused =
          producer.send(
              KafkaEnds.ToProducerRecord.of(record), (place, failure) -> end(sent, failure));
    } catch (KafkaException | IllegalStateException e) { // the latter when closed
      sent.completeExceptionally(e);
    }
    return sent;
  }

  private static void end(CompletableFuture<Void> sent, @Nullable Exception failure) {
    if (failure == null) {
      sent.complete(null);
    } else {
      sent.completeExceptionally(failure);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
