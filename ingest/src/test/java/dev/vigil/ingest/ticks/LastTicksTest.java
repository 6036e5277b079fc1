package dev.vigil.ingest.ticks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.Resume;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LastTicksTest {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.PATIENTS, 0);
  private static final long APPENDED_MILLIS = 2_000_000;
  private static final int MANY = 12_000;
  private static final String UNTYPED = "untyped";

  private final List<LogRecord> log = new ArrayList<>();
  private int gone;

  @Test
  void partition_withoutTicks_hasNone() {
    log.add(new Resume("ann", 1));

    assertThat(read(World.REAL_TIME)).isEmpty();
  }

  @Test
  void lastTick_isFoundHoweverFarBack() {
    log.add(new Tick(900, "g"));
    log.add(new Tick(1000, "g"));
    for (int i = 0; i < MANY; i++) {
      log.add(new Resume("ann", i));
    }

    assertThat(read(World.REAL_TIME)).containsExactly(Map.entry(0, 1000L));
  }

  @Test
  void tick_thatGoesBackOrTooFarAhead_isNoClock() {
    log.add(new Tick(1990, "g"));
    log.add(new Tick(1985, "slow"));
    log.add(new Tick(5000, "fast"));

    assertThat(read(World.REAL_TIME)).containsExactly(Map.entry(0, 1990L));
    assertThat(read(World.RECORDED)).containsExactly(Map.entry(0, 5000L));
  }

  @Test
  void recordWhoseTypeIsEmpty_isNoClockAndHoldsUpNothing() {
    log.add(new Tick(1000, "g"));
    log.add(new Resume(UNTYPED, 1));

    assertThat(read(World.REAL_TIME)).containsExactly(Map.entry(0, 1000L));
  }

  @Test
  void partition_whoseTicksAreAllGone_hadItsLastOneLongAgo() {
    log.add(new Tick(1000, "g"));
    gone = 1;

    assertThat(read(World.REAL_TIME)).containsExactly(Map.entry(0, LastTicks.LONG_AGO));

    log.add(new Resume("ann", 1));
    assertThat(read(World.REAL_TIME)).containsExactly(Map.entry(0, LastTicks.LONG_AGO));
    assertThat(read(World.RECORDED)).as("there nobody was blind").isEmpty();
  }

  private Map<Integer, Long> read(World world) {
    try (LogConsumer consumer = new LogConsumer()) {
      return LastTicks.read(consumer, world);
    }
  }

  /** Kafka's mock forgets what it has given; this one can be read backwards. */
  private final class LogConsumer extends MockConsumer<byte[], byte[]> {
    private static final int AT_ONCE = 500;

    private LogConsumer() {
      super("earliest");
      updatePartitions(
          Topics.PATIENTS, List.of(new PartitionInfo(Topics.PATIENTS, 0, null, null, null)));
      updateBeginningOffsets(Map.of(PARTITION, (long) gone));
      updateEndOffsets(Map.of(PARTITION, (long) log.size()));
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      long from = position(PARTITION);
      long until = Math.min(log.size(), from + AT_ONCE);
      for (long offset = from; offset < until; offset++) {
        addRecord(recordAt(offset));
      }
      return super.poll(timeout);
    }

    private ConsumerRecord<byte[], byte[]> recordAt(long offset) {
      LogRecord record = log.get((int) offset);
      RecordHeaders headers = new RecordHeaders();
      boolean untyped = record instanceof Resume resume && resume.patient().equals(UNTYPED);
      headers.add("type", untyped ? null : record.type().wireName().getBytes(UTF_8));
      return new ConsumerRecord<>(
          Topics.PATIENTS,
          0,
          offset,
          APPENDED_MILLIS,
          TimestampType.LOG_APPEND_TIME,
          0,
          0,
          null,
          LogCodec.encode(record),
          headers,
          Optional.empty());
    }
  }
}
