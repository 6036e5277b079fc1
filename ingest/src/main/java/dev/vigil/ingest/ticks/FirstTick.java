package dev.vigil.ingest.ticks;

import dev.vigil.ingest.kafka.PlainConsumer;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The first tick that the patient log still has in its first partition. It tells whose clock the
 * log's is: a tick of real time is appended when it is that time.
 *
 * @param second of the tick, since the epoch
 * @param appendedMillis when the broker appended it, by its own clock
 */
public record FirstTick(long second, long appendedMillis) {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MOST_EMPTY_POLLS = 50;

  /** No clock of a hospital's machines is a day wrong, and no recording is that young. */
  private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

  /** Whose clock the log's ticks are. */
  public Ticks.World world() {
    long apart = Math.abs(appendedMillis - TimeUnit.SECONDS.toMillis(second));
    return apart < DAY_MILLIS ? Ticks.World.REAL_TIME : Ticks.World.RECORDED;
  }

  /**
   * The first tick; empty if there is none yet.
   *
   * @param bootstrapServers {@code host:port}, by commas
   * @throws org.apache.kafka.common.KafkaException if the topic can't be read
   */
  public static Optional<FirstTick> of(String bootstrapServers) {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(PlainConsumer.settings(bootstrapServers))) {
      return of(consumer);
    }
  }

  static Optional<FirstTick> of(Consumer<byte[], byte[]> consumer) {
    TopicPartition partition = new TopicPartition(Topics.PATIENTS, 0);
    List<TopicPartition> only = List.of(partition);
    consumer.assign(only);
    consumer.seekToBeginning(only);
    Map<TopicPartition, Long> ends = consumer.endOffsets(only);
    int empty = 0;
    while (consumer.position(partition) < ends.getOrDefault(partition, 0L)) {
      List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
      Optional<FirstTick> found =
          records.stream().map(FirstTick::read).flatMap(Optional::stream).findFirst();
      if (found.isPresent()) {
        return found;
      }
      empty = records.isEmpty() ? empty + 1 : 0;
      if (empty > MOST_EMPTY_POLLS) {
        throw new TimeoutException(partition + " could not be read; is the broker up?");
      }
    }
    return Optional.empty();
  }

  private static Optional<FirstTick> read(ConsumerRecord<byte[], byte[]> record) {
    if (!RecordType.TICK.wireName().equals(PlainConsumer.header(record, RecordType.HEADER))) {
      return Optional.empty();
    }
    try {
      Tick tick = (Tick) LogCodec.decode(RecordType.TICK, record.value());
      return Optional.of(new FirstTick(tick.second(), record.timestamp()));
    } catch (MalformedRecordException e) {
      // No clock for any reader; the jobs dead-letter it.
      return Optional.empty();
    }
  }
}
