package dev.vigil.ingest.kafka;

import static java.util.Objects.requireNonNull;

import dev.vigil.ingest.Position;
import dev.vigil.ingest.RejectedLog;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.Rejected;
import dev.vigil.schemas.Topics;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Rejected readings in Kafka, topic {@value Topics#REJECTED}. */
public final class KafkaRejectedLog implements RejectedLog {
  private final GatewayProducer producer;

  KafkaRejectedLog(GatewayProducer producer) {
    this.producer = requireNonNull(producer, "producer is null");
  }

  /**
   * Waits for the topic, at most 30 s.
   *
   * @throws org.apache.kafka.common.KafkaException if the topic can't be found
   */
  public static KafkaRejectedLog open(GatewayProducer producer) {
    KafkaRejectedLog log = new KafkaRejectedLog(producer);
    // Known from now on, so that the first rejection doesn't wait for the broker's answer.
    producer.partitions(Topics.REJECTED);
    return log;
  }

  @Override
  public CompletableFuture<Position> append(Rejected rejected) {
    return producer.send(new ProducerRecord<>(Topics.REJECTED, Json.encode(rejected)));
  }
}
