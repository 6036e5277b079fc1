package dev.vigil.app.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Resume;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class StampedLogTest {
  private static final long START = 1_700_000_000L;
  private static final String ANN = "ann";

  private final List<Long> offsets = new ArrayList<>();

  @Test
  void resumeFromTheFuture_isLeftOutInRealTimeOnly_asTheJobsDo() {
    // given
    List<ConsumerRecord<byte[], byte[]>> log =
        List.of(
            record(0, new Tick(START, "test")),
            record(1, new Resume(ANN, START + Ticks.LONGEST_LEAD_SECONDS)),
            record(2, new Resume(ANN, START + Ticks.LONGEST_LEAD_SECONDS + 1)));

    // when
    List<Long> real = read(Ticks.World.REAL_TIME, log);
    List<Long> recorded = read(Ticks.World.RECORDED, log);

    // then
    assertThat(real).containsExactly(1L);
    assertThat(recorded).containsExactly(1L, 2L);
  }

  @Test
  void recordWhoseHeaderIsEmpty_isNobodys() {
    // given
    ConsumerRecord<byte[], byte[]> poison = record(1, new Resume(ANN, START));
    poison.headers().remove(RecordType.HEADER).add(RecordType.HEADER, null);

    // when
    List<Long> read =
        read(
            Ticks.World.REAL_TIME,
            List.of(record(0, new Tick(START, "test")), poison, record(2, new Resume(ANN, START))));

    // then
    assertThat(read).containsExactly(2L);
  }

  private List<Long> read(Ticks.World world, List<ConsumerRecord<byte[], byte[]>> log) {
    offsets.clear();
    StampedLog stamped =
        new StampedLog(world, Long.MAX_VALUE, (offset, stamp, record) -> offsets.add(offset));
    log.forEach(stamped::add);
    return List.copyOf(offsets);
  }

  /** Appended at {@link #START}. */
  private static ConsumerRecord<byte[], byte[]> record(long offset, LogRecord record) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(RecordType.HEADER, record.type().wireName().getBytes(UTF_8));
    byte[] value = LogCodec.encode(record);
    return new ConsumerRecord<>(
        Topics.PATIENTS,
        0,
        offset,
        START * 1000,
        TimestampType.LOG_APPEND_TIME,
        0,
        value.length,
        ANN.getBytes(UTF_8),
        value,
        headers,
        Optional.empty());
  }
}
