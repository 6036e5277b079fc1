package dev.vigil.app.verify;

import dev.vigil.ingest.kafka.PlainConsumer;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.fold.Ticks;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What verify has to know of a record of the patient log before it is folded. */
final class LogRecords {
  private LogRecords() {}

  /** Null for one that no writer of ours has written. */
  static @Nullable RecordType typeOf(ConsumerRecord<byte[], byte[]> record) {
    String name = PlainConsumer.header(record, RecordType.HEADER);
    return name == null ? null : RecordType.ofWireName(name);
  }

  static String keyOf(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  /**
   * The second of a tick, {@link Ticks#NONE} if it is to be ignored.
   *
   * @param last tick of the partition before this one
   */
  static long validTick(Ticks.World world, ConsumerRecord<byte[], byte[]> record, long last) {
    try {
      long tick = ((Tick) LogCodec.decode(RecordType.TICK, record.value())).second();
      return Ticks.judge(world, last, tick, record.timestamp()) == Ticks.Verdict.VALID
          ? tick
          : Ticks.NONE;
    } catch (MalformedRecordException e) {
      return Ticks.NONE;
    }
  }
}
