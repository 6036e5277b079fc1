package dev.vigil.app.cli;

import dev.vigil.ingest.kafka.PlainConsumer;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the newest records of the patient log say of the broker's clock, by which each of them is
 * stamped; asking for it otherwise would take writing.
 */
final class BrokerClock {
  /** A tick is ignored that is more than this ahead of the broker's time. */
  private static final long CLOCK_SECONDS = 5;

  private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

  /** Records of each partition among which there is a tick, at 60 readings in between. */
  private static final int LATEST = 200;

  /** When the newest record was written, in seconds of the broker's clock. */
  private long written = Long.MIN_VALUE;

  /** The same of the newest tick. */
  private long ticked = Long.MIN_VALUE;

  /** How far the newest tick was ahead of the broker; a recording's clock is days away. */
  private long behind;

  /** Reads the end of the patient log, which has to be there. */
  void readFrom(String bootstrap) {
    try (TopicTail tail = TopicTail.ofLatest(bootstrap, List.of(Topics.PATIENTS), LATEST)) {
      tail.readToEnd(this::take);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    long at = Duration.ofMillis(record.timestamp()).toSeconds();
    written = Math.max(written, at);
    Tick tick = tick(record);
    if (tick != null && at >= ticked) {
      ticked = at;
      behind = tick.second() - at;
    }
  }

  private static @Nullable Tick tick(ConsumerRecord<byte[], byte[]> record) {
    if (!RecordType.TICK.wireName().equals(PlainConsumer.header(record, RecordType.HEADER))) {
      return null;
    }
    try {
      return (Tick) LogCodec.decode(RecordType.TICK, record.value());
    } catch (MalformedRecordException e) {
      return null;
    }
  }

  /**
   * How it goes with this machine's, and with that of the Vigil that wrote last.
   *
   * @param nowSeconds this machine's time, since the epoch
   */
  Finding finding(long nowSeconds) {
    if (written == Long.MIN_VALUE) {
      return Finding.ok("clock", "nothing has been written yet");
    }
    long ahead = written - nowSeconds;
    String detail = "the broker wrote last " + Math.abs(ahead) + " s";
    if (ahead > CLOCK_SECONDS) {
      return Finding.problem(
          "clock",
          detail
              + " after now by this machine's clock: let both follow the same time server (NTP).");
    }
    if (behind > CLOCK_SECONDS && behind <= DAY_SECONDS) {
      return Finding.problem(
          "clock",
          "the broker's clock was "
              + behind
              + " s behind that of the Vigil that wrote last, whose ticks it then takes for"
              + " future ones: let both follow the same time server (NTP).");
    }
    return Finding.ok("clock", detail + " ago; a Vigil that runs writes every second");
  }
}
