package dev.vigil.app.bench;

import dev.vigil.app.failure.VigilException;
import dev.vigil.bench.monitor.EightVitals;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes the patient log as gateways do, without their checks. */
final class LogWriter implements AutoCloseable {
  private static final String SOURCE = "bench";
  private static final long QUARTER_SECONDS = 900;

  private final KafkaProducer<byte[], byte[]> producer;
  private final int partitions;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  LogWriter(String bootstrap, int partitions) {
    this.partitions = partitions;
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** All of it. */
  void fill(Load load) {
    arrive(load);
    for (int second = 0; second < load.seconds(); second++) {
      long measured = Load.tickAfter(second);
      for (int i = 0; i < load.patients(); i++) {
        if (load.messages() == Load.Messages.TOGETHER) {
          monitor(Load.patient(i), measured);
        } else {
          sensors(Load.patient(i), measured);
        }
      }
      tick(measured + 1);
    }
    flush();
  }

  /** The patients come in, each with the day before. */
  void arrive(Load load) {
    tick(Load.START);
    // A partition that was only just made may refuse the first batch and take the second.
    flush();
    for (int second = 0; second < Load.ARRIVAL_SECONDS; second++) {
      for (int i = second; i < load.patients(); i += Load.ARRIVAL_SECONDS) {
        history(Load.patient(i), Load.START + second);
      }
      tick(Load.START + second + 1);
    }
    flush();
  }

  /** What a patient's monitor measures in a second, in one message. */
  void monitor(String patient, long second) {
    List<Reading> readings = new ArrayList<>(Load.VITALS);
    for (int vital = 0; vital < Load.VITALS; vital++) {
      readings.add(EightVitals.reading(patient, vital, second));
    }
    readings(patient, second, readings);
  }

  /** The same, from single sensors. */
  private void sensors(String patient, long second) {
    for (int vital = 0; vital < Load.VITALS; vital++) {
      readings(patient, second, List.of(EightVitals.reading(patient, vital, second)));
    }
  }

  /** A tick into every partition. */
  void tick(long second) {
    for (int partition = 0; partition < partitions; partition++) {
      send(partition, null, new Tick(second, SOURCE));
    }
  }

  /**
   * Returns when all is durable.
   *
   * @throws VigilException if something isn't
   */
  void flush() {
    producer.flush();
    Exception lost = failure.get();
    if (lost != null) {
      throw VigilException.problem("Kafka did not take a record of the benchmark's log.", lost);
    }
  }

  private void history(String patient, long now) {
    List<Reading> readings = new ArrayList<>();
    for (int vital = 0; vital < Load.VITALS; vital++) {
      for (int i = 1; i <= Load.HISTORY_READINGS; i++) {
        readings.add(EightVitals.reading(patient, vital, now - i * QUARTER_SECONDS));
      }
    }
    readings(patient, now, readings);
  }

  private void readings(String patient, long received, List<Reading> readings) {
    send(
        null,
        patient.getBytes(StandardCharsets.UTF_8),
        new Readings(patient, received, SOURCE, readings));
  }

  private void send(@Nullable Integer partition, byte @Nullable [] key, LogRecord record) {
    Header type =
        new RecordHeader(
            RecordType.HEADER, record.type().wireName().getBytes(StandardCharsets.UTF_8));
    // What goes wrong comes to the callback.
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(
                Topics.PATIENTS, partition, null, key, LogCodec.encode(record), List.of(type)),
            (position, exception) -> {
              if (exception != null) {
                failure.compareAndSet(null, exception);
              }
            });
  }

  @Override
  public void close() {
    producer.close();
  }
}
