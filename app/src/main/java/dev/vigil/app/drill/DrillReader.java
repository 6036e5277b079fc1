package dev.vigil.app.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.drill.Drill;
import dev.vigil.dashboard.drill.DrillFold;
import dev.vigil.dashboard.drill.DrillReport;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.ingest.kafka.PlainConsumer;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AuditEntry;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what happened in a drill out of the log: audit, alerts, observations, contexts. Of the
 * patient log only what is the drill's is looked into. Not for several threads at once.
 */
final class DrillReader implements AutoCloseable {
  private static final long MILLIS = 1000;

  /** The broker's clock and the server's may differ by that much. */
  private static final long CLOCKS_APART = 10;

  private final Drill drill;
  private final DrillFold fold;
  private final TopicTail tail;

  /**
   * Begins at the drill's start.
   *
   * @throws RefusedException if the log is away
   */
  DrillReader(String bootstrap, Drill drill) {
    this.drill = requireNonNull(drill, "drill is null");
    fold = new DrillFold(drill);
    try {
      tail =
          TopicTail.since(
              bootstrap,
              List.of(Topics.PATIENTS, Topics.ALERTS, Topics.AUDIT),
              (drill.started() - CLOCKS_APART) * MILLIS);
    } catch (KafkaException e) {
      throw RefusedException.logAway();
    }
  }

  /** What was done until now. */
  DrillReport report() {
    try {
      tail.readToEnd(this::take);
    } catch (KafkaException e) {
      throw RefusedException.logAway();
    }
    return fold.report();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      switch (record.topic()) {
        case Topics.AUDIT -> fold.take(Json.decode(record.value(), AuditEntry.class));
        case Topics.ALERTS -> {
          if (isOfDrill(record)) {
            fold.take(Json.decode(record.value(), AlertTransition.class));
          }
        }
        default -> {
          if (isOfDrill(record)) {
            takeLog(record);
          }
        }
      }
    } catch (MalformedRecordException e) {
      // Whoever wrote it there is no drill's affair; history reports it.
    }
  }

  private boolean isOfDrill(ConsumerRecord<byte[], byte[]> record) {
    return record.key() != null && drill.owns(new String(record.key(), UTF_8));
  }

  private void takeLog(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
    RecordType type = typeOf(record);
    if (type != RecordType.READINGS && type != RecordType.CONTEXT) {
      return;
    }
    LogRecord decoded = LogCodec.decode(type, record.value());
    if (decoded instanceof Readings readings) {
      fold.take(readings);
    } else if (decoded instanceof ContextChange change) {
      fold.take(Math.floorDiv(record.timestamp(), MILLIS), change.context());
    }
  }

  private static @Nullable RecordType typeOf(ConsumerRecord<byte[], byte[]> record) {
    String name = PlainConsumer.header(record, RecordType.HEADER);
    return name == null ? null : RecordType.ofWireName(name);
  }

  @Override
  public void close() {
    tail.close();
  }
}
