package dev.vigil.jobs.log;

import dev.vigil.schemas.RecordType;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of one of Vigil's topics as it lies there, with its position.
 *
 * @param topic where it lies
 * @param partition where it lies
 * @param offset where it lies
 * @param appended broker's time, milliseconds since the epoch
 * @param key patient id; empty for a tick
 * @param header wire name of the record type in the patient log, the output number elsewhere; empty
 *     if there is none
 * @param value JSON; empty for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes or compares the bytes
public record RawRecord(
    String topic,
    int partition,
    long offset,
    long appended,
    String key,
    String header,
    byte[] value)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static RawRecord of(ConsumerRecord<byte[], byte[]> record, String headerName) {
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        text(record.key()),
        text(headerOf(record, headerName)),
        record.value() == null ? new byte[0] : record.value());
  }

  /** The record's type in the patient log, or null. */
  public @Nullable RecordType type() {
    return RecordType.ofWireName(header);
  }

  /** {@code topic-partition@offset}. */
  public String position() {
    return topic + "-" + partition + "@" + offset;
  }

  private static byte @Nullable [] headerOf(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : header.value();
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }
}
