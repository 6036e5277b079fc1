package dev.vigil.ingest.ticks;

import dev.vigil.ingest.kafka.PlainConsumer;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * What time it is in each partition of the patient log: its highest valid tick. Reads backwards
 * from the end, in growing steps, so it costs the same on a long log as on a short one.
 */
public final class LastTicks {
  /**
   * Of a partition in real time whose ticks are all gone: Vigil has been away for longer than the
   * log is kept, and was blind.
   */
  public static final long LONG_AGO = 0;

  private static final long FIRST_STEP = 1_000;
  private static final int GROWTH = 4;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MOST_EMPTY_POLLS = 50;

  private final Consumer<byte[], byte[]> consumer;
  private final Ticks.World world;

  private LastTicks(Consumer<byte[], byte[]> consumer, Ticks.World world) {
    this.consumer = consumer;
    this.world = world;
  }

  /**
   * The last tick of each partition that has one, in seconds since the epoch, or {@link #LONG_AGO}.
   *
   * @param bootstrapServers {@code host:port}, by commas
   * @throws org.apache.kafka.common.KafkaException if the topic can't be read
   */
  public static SortedMap<Integer, Long> read(String bootstrapServers, Ticks.World world) {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(PlainConsumer.settings(bootstrapServers))) {
      return read(consumer, world);
    }
  }

  /** The same with a consumer of the caller's; its assignment is changed. */
  public static SortedMap<Integer, Long> read(
      Consumer<byte[], byte[]> consumer, Ticks.World world) {
    return new LastTicks(consumer, world)
        .readAll(PlainConsumer.partitionsOf(consumer, Topics.PATIENTS));
  }

  /** One partition on the way back: what lies between {@code from} and {@code until} is next. */
  private static final class Search {
    private final long begin;
    private long from;
    private long until;
    private long step = FIRST_STEP;
    private OptionalLong found = OptionalLong.empty();

    private Search(long begin, long end) {
      this.begin = begin;
      until = end;
      from = Math.max(begin, end - step);
    }

    /** Whether there is nothing left to read. */
    private boolean isVain() {
      return until <= begin;
    }

    private void goBack() {
      step *= GROWTH;
      until = from;
      from = Math.max(begin, until - step);
    }
  }

  private SortedMap<Integer, Long> readAll(List<TopicPartition> partitions) {
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Search> searches = new HashMap<>();
    partitions.forEach(
        p -> searches.put(p, new Search(begins.getOrDefault(p, 0L), ends.getOrDefault(p, 0L))));
    SortedMap<Integer, Long> last = longAgo(searches);
    while (true) {
      searches.values().removeIf(Search::isVain);
      if (searches.isEmpty()) {
        return last;
      }
      readStep(searches);
      searches.forEach((p, search) -> search.found.ifPresent(t -> last.put(p.partition(), t)));
      searches.values().removeIf(search -> search.found.isPresent());
      searches.values().forEach(Search::goBack);
    }
  }

  /** What is true of partitions that have lost records, until a tick is found. */
  private SortedMap<Integer, Long> longAgo(Map<TopicPartition, Search> searches) {
    SortedMap<Integer, Long> last = new TreeMap<>();
    searches.forEach(
        (partition, search) -> {
          if (search.begin > 0 && world == Ticks.World.REAL_TIME) {
            last.put(partition.partition(), LONG_AGO);
          }
        });
    return last;
  }

  /** Reads the next stretch of all partitions that are still searched, at once. */
  private void readStep(Map<TopicPartition, Search> searches) {
    Set<TopicPartition> reading = new HashSet<>(searches.keySet());
    consumer.assign(reading);
    consumer.resume(reading);
    searches.forEach((partition, search) -> consumer.seek(partition, search.from));
    int empty = 0;
    while (!reading.isEmpty()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      empty = records.isEmpty() ? empty + 1 : 0;
      if (empty > MOST_EMPTY_POLLS) {
        throw new TimeoutException(reading + " could not be read to the end; is the broker up?");
      }
      searches.forEach(
          (partition, search) -> {
            take(records.records(partition), search);
            if (reading.contains(partition) && consumer.position(partition) >= search.until) {
              reading.remove(partition);
              consumer.pause(List.of(partition));
            }
          });
    }
  }

  private void take(List<ConsumerRecord<byte[], byte[]>> records, Search search) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.offset() < search.until) {
        search.found = later(search.found, record);
      }
    }
  }

  /** The stamp after this record, as every fold sees it. */
  private OptionalLong later(OptionalLong last, ConsumerRecord<byte[], byte[]> record) {
    if (!RecordType.TICK.wireName().equals(PlainConsumer.header(record, RecordType.HEADER))) {
      return last;
    }
    try {
      long second = ((Tick) LogCodec.decode(RecordType.TICK, record.value())).second();
      Ticks.Verdict verdict =
          Ticks.judge(world, last.orElse(Ticks.NONE), second, record.timestamp());
      return verdict == Ticks.Verdict.VALID ? OptionalLong.of(second) : last;
    } catch (MalformedRecordException e) {
      // No clock for any reader; the jobs dead-letter it.
      return last;
    }
  }
}
