package dev.vigil.app.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.ingest.kafka.PlainConsumer;
import dev.vigil.models.monitoring.Monitoring;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hands vectors and scores to the monitors. Most records are passed over by key and header alone:
 * readings always, and a patient's vectors but for the first of an hour. What can't be read is
 * passed over too, for jobs report it.
 */
final class MonitorFeed {
  private static final long HOUR_SECONDS = 3_600;

  private final Monitoring monitoring;
  private final Map<String, Long> lastHour = new HashMap<>();
  private long tickHour = Long.MIN_VALUE;
  private boolean taken;

  MonitorFeed(Monitoring monitoring) {
    this.monitoring = requireNonNull(monitoring, "monitoring is null");
  }

  /** Whether a vector, a score or a tick has come since this was asked last. */
  boolean hasTaken() {
    boolean since = taken;
    taken = false;
    return since;
  }

  void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.topic().equals(Topics.FEATURES)) {
        vector(record);
      } else {
        logged(record);
      }
    } catch (MalformedRecordException e) {
      // the job that reads it reports it
    }
  }

  private void vector(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
    String number = PlainConsumer.header(record, OutputNumber.HEADER);
    if (record.key() == null || number == null) {
      return;
    }
    String patient = new String(record.key(), UTF_8);
    long known = OutputNumber.ofHeader(number).instant();
    Long hour = Math.floorDiv(known, HOUR_SECONDS);
    if (lastHour.getOrDefault(patient, Long.MIN_VALUE) < hour) {
      lastHour.put(patient, hour);
      if (monitoring.wants(patient, known)) {
        monitoring.take(LogCodec.decodeVector(record.value()));
        taken = true;
      }
    }
  }

  private void logged(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
    String name = PlainConsumer.header(record, RecordType.HEADER);
    RecordType type = name == null ? null : RecordType.ofWireName(name);
    if (type != RecordType.SCORE && type != RecordType.TICK) {
      return;
    }
    Object read = LogCodec.decode(type, record.value());
    taken = true;
    if (read instanceof Tick tick) {
      advance(tick.second());
    } else if (read instanceof Score score && monitoring.wants(score.patient(), score.known())) {
      monitoring.take(score);
    }
  }

  /**
   * Of vectors from before the window none is wanted: who had the first of an hour is forgotten.
   */
  private void advance(long second) {
    long hour = Math.floorDiv(second, HOUR_SECONDS);
    if (hour > tickHour) {
      tickHour = hour;
      lastHour.values().removeIf(known -> known <= hour - Monitoring.WINDOW_HOURS);
    }
    monitoring.advance(second);
  }

  /** How many patients are kept. */
  int patients() {
    return lastHour.size();
  }
}
