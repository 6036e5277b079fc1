package dev.vigil.app.logstream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.PolicyEntry;
import dev.vigil.schemas.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writes a log as lines of fields that are parted by tabs, so that it can be folded elsewhere; one
 * record is held at a time. {@link LogReader} reads it.
 *
 * <pre>
 * vigil-log  1  world  first tick  last tick  interval, s  partitions  whole or left
 * ledger     appended, s     entry as JSON
 * policy     appended, s     entry as JSON
 * record     partition   offset   stamp, s   type   record as JSON
 * end        number of records
 * </pre>
 */
public final class LogWriter {
  static final String HEAD = "vigil-log";
  static final String VERSION = "1";

  /** Of a log from its first tick on. */
  static final String WHOLE = "whole";

  /** Of what is left of one that has lost its beginning. */
  static final String LEFT = "left";

  static final String LEDGER = "ledger";
  static final String POLICY = "policy";
  static final String RECORD = "record";
  static final String END = "end";

  private final KafkaLog log;
  private final OutputStream out;
  private long records;

  private LogWriter(KafkaLog log, OutputStream out) {
    this.log = log;
    this.out = out;
  }

  /** Writes, and leaves the stream open. */
  public static void write(KafkaLog log, OutputStream out) throws IOException {
    requireNonNull(log, "log is null");
    try {
      new LogWriter(log, requireNonNull(out, "out is null")).write();
    } catch (UncheckedIOException e) {
      throw requireNonNull(e.getCause());
    }
  }

  private void write() {
    line(
        HEAD,
        VERSION,
        log.world().name(),
        log.stretch().first(),
        log.stretch().last(),
        log.intervalSeconds(),
        log.partitions(),
        log.isWhole() ? WHOLE : LEFT);
    try (TopicTail tail =
        TopicTail.fromBeginning(log.bootstrap(), List.of(Topics.LEDGER, Topics.POLICY))) {
      tail.readToEnd(this::governance);
    }
    for (int partition = 0; partition < log.partitions(); partition++) {
      int one = partition;
      log.read(partition, (offset, stamp, record) -> record(one, offset, stamp, record));
    }
    line(END, records);
  }

  private void governance(ConsumerRecord<byte[], byte[]> record) {
    try {
      boolean ledger = record.topic().equals(Topics.LEDGER);
      byte[] entry =
          ledger
              ? Json.encode(Json.decode(record.value(), LedgerEntry.class))
              : Json.encode(Json.decode(record.value(), PolicyEntry.class));
      fields(ledger ? LEDGER : POLICY, Math.floorDiv(record.timestamp(), 1000L));
      last(entry);
    } catch (MalformedRecordException e) {
      // Left out: it changes nothing.
    }
  }

  private void record(int partition, long offset, long stamp, PatientRecord record) {
    fields(RECORD, partition, offset, stamp, record.type().wireName());
    last(LogCodec.encode(record));
    records++;
  }

  private void line(Object... fields) {
    fields(fields);
    last(new byte[0]);
  }

  private void fields(Object... fields) {
    StringBuilder line = new StringBuilder();
    for (Object field : fields) {
      line.append(field).append('\t');
    }
    bytes(line.toString().getBytes(US_ASCII));
  }

  private void last(byte[] json) {
    bytes(json);
    bytes(new byte[] {'\n'});
  }

  private void bytes(byte[] some) {
    try {
      out.write(some);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
