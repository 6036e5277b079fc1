package dev.vigil.dashboard.kafka;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.ward.WardView;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import dev.vigil.schemas.ledger.Lead;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns Kafka records into calls of the view. What can't be read is counted and left out. */
final class RecordIntake {
  private static final Logger LOG = LoggerFactory.getLogger(RecordIntake.class);

  private static final long MILLIS = 1000;

  private final WardView view;
  private final Ticks.World world;
  private final Map<Integer, Long> lastTicks = new HashMap<>();
  private final Counter read;
  private final Counter unreadable;

  RecordIntake(WardView view, Ticks.World world, MeterRegistry meters) {
    this.view = requireNonNull(view, "view is null");
    this.world = requireNonNull(world, "world is null");
    read = meters.counter("vigil_board_records_total");
    unreadable = meters.counter("vigil_board_unreadable_total");
  }

  void take(ConsumerRecord<byte[], byte[]> record) {
    read.increment();
    try {
      switch (record.topic()) {
        case Topics.PATIENTS -> takeLog(record);
        case Topics.EPISODES -> takeEpisode(record);
        case Topics.ALERTS ->
            view.applyTransition(
                Json.decode(record.value(), AlertTransition.class), number(record));
        case Topics.LEDGER -> takeLedger(record);
        default -> throw new IllegalStateException("topic " + record.topic() + " is not followed");
      }
    } catch (MalformedRecordException | RuntimeException e) {
      // Whatever it is: one record must not end the thread that feeds all boards.
      unreadable.increment();
      LOG.debug("{} is left out: {}", TopicReader.placeOf(record), e.getMessage());
    }
  }

  private void takeLog(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
    String type = header(record, RecordType.HEADER);
    LogRecord decoded =
        LogCodec.decode(type == null ? null : RecordType.ofWireName(type), record.value());
    if (decoded instanceof Tick tick) {
      long last = lastTicks.getOrDefault(record.partition(), Ticks.NONE);
      if (Ticks.judge(world, last, tick.second(), record.timestamp()) != Ticks.Verdict.VALID) {
        return;
      }
      lastTicks.put(record.partition(), tick.second());
    }
    view.apply(decoded);
  }

  private void takeEpisode(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
    Episode episode = record.value() == null ? null : Json.decode(record.value(), Episode.class);
    view.applyEpisode(new String(record.key(), StandardCharsets.UTF_8), episode, number(record));
  }

  private void takeLedger(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
    LedgerEntry entry = Json.decode(record.value(), LedgerEntry.class);
    long appended = Math.floorDiv(record.timestamp(), MILLIS);
    if (!Lead.isTooLate(world, entry.holdsFrom(), appended, true)) {
      view.applyLedger(entry);
    }
  }

  private static OutputNumber number(ConsumerRecord<byte[], byte[]> record)
      throws MalformedRecordException {
    String text = header(record, OutputNumber.HEADER);
    if (text == null) {
      throw new MalformedRecordException("missing-field", "header 'number' is missing", null);
    }
    try {
      return OutputNumber.parse(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException("malformed", "header 'number' is not a number", e);
    }
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
