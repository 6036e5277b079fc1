package dev.vigil.ingest.kafka;

import static java.util.Objects.requireNonNull;

import dev.vigil.ingest.PatientLog;
import dev.vigil.ingest.Position;
import dev.vigil.ingest.Reason;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;

/** The patient log in Kafka, topic {@value Topics#PATIENTS}. */
public final class KafkaPatientLog implements PatientLog {
  private final GatewayProducer producer;
  private final int partitions;
  private final Set<Integer> ticked = ConcurrentHashMap.newKeySet();

  KafkaPatientLog(GatewayProducer producer, int partitions, Set<Integer> ticked) {
    this.producer = producer;
    this.partitions = partitions;
    this.ticked.addAll(ticked);
  }

  /**
   * Waits for the topic, at most 30 s.
   *
   * @param ticked the partitions that have a tick already, see {@link
   *     dev.vigil.ingest.ticks.LastTicks}
   * @throws org.apache.kafka.common.KafkaException if the topic can't be found
   */
  public static KafkaPatientLog open(GatewayProducer producer, Set<Integer> ticked) {
    requireNonNull(producer, "producer is null");
    requireNonNull(ticked, "ticked is null");
    return new KafkaPatientLog(producer, producer.partitions(Topics.PATIENTS), ticked);
  }

  @Override
  public CompletableFuture<Position> append(PatientRecord record) {
    byte[] key = record.patient().getBytes(StandardCharsets.UTF_8);
    return send(new ProducerRecord<>(Topics.PATIENTS, key, LogCodec.encode(record)), record);
  }

  @Override
  public CompletableFuture<Position> append(int partition, Tick tick) {
    return send(new ProducerRecord<>(Topics.PATIENTS, partition, null, LogCodec.encode(tick)), tick)
        .whenComplete(
            (position, failure) -> {
              if (failure == null) {
                ticked.add(partition);
              }
            });
  }

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  public int partitionOf(String patient) {
    // What the producer's default partitioner does with a key.
    return BuiltInPartitioner.partitionForKey(patient.getBytes(StandardCharsets.UTF_8), partitions);
  }

  @Override
  public @Nullable Reason notReady() {
    if (ticked.size() < partitions) {
      return Reason.NO_TICK;
    }
    return producer.isAway(Topics.PATIENTS) ? Reason.LOG_UNAVAILABLE : null;
  }

  private CompletableFuture<Position> send(ProducerRecord<byte[], byte[]> kafka, LogRecord record) {
    kafka
        .headers()
        .add(RecordType.HEADER, record.type().wireName().getBytes(StandardCharsets.UTF_8));
    return producer.send(kafka);
  }
}
