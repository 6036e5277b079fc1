package dev.vigil.dashboard.kafka;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.ward.WardView;
import dev.vigil.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds a {@link WardView} from Kafka, in a thread of its own and without a consumer group. The
 * view is ready once everything that stood in the topics at the start has been read, and not ready
 * while what is read is over {@value #MOST_BEHIND_MILLIS} ms old by the broker's time. After a
 * failure it begins again: the view ignores what it has seen.
 */
public final class WardFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WardFollower.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long MOST_BEHIND_MILLIS = 5_000;
  private static final long RETRY_MILLIS = 1_000;
  private static final long CLOSE_SECONDS = 5;

  private final WardView view;
  private final FollowerSettings settings;
  private final Supplier<? extends Consumer<byte[], byte[]>> opener;
  private final RecordIntake intake;
  private final AtomicLong behindMillis;
  private final Thread thread = new Thread(this::run, "ward-follower");
  private volatile boolean closing;
  private volatile Consumer<byte[], byte[]> consumer;

  /** Follows nothing before {@link #start}. */
  public WardFollower(WardView view, FollowerSettings settings, MeterRegistry meters) {
    this(view, settings, meters, () -> TopicReader.open(settings.kafka()));
  }

  /**
   * The same through other consumers.
   *
   * @param opener gives the next one, which is closed here
   */
  WardFollower(
      WardView view,
      FollowerSettings settings,
      MeterRegistry meters,
      Supplier<? extends Consumer<byte[], byte[]>> opener) {
    this.view = requireNonNull(view, "view is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.intake = new RecordIntake(view, settings.world(), meters);
    this.behindMillis = requireNonNull(meters.gauge("vigil_board_behind_ms", new AtomicLong()));
    this.opener = requireNonNull(opener, "opener is null");
    this.consumer = opener.get();
    thread.setDaemon(true);
  }

  /** Starts the thread. */
  public WardFollower start() {
    thread.start();
    return this;
  }

  private void run() {
    while (!closing) {
      try (Consumer<byte[], byte[]> current = consumer) {
        follow(current);
      } catch (WakeupException e) {
        LOG.debug("the board's follower is asked to stop");
      } catch (Throwable e) { // also an Error: the board would show what it has as if it were now
        LOG.warn("the board lost the log and begins again: {}", e.toString());
      }
      view.setReady(false);
      reopen();
    }
  }

  private void follow(Consumer<byte[], byte[]> current) {
    List<TopicPartition> partitions = partitions(current);
    current.assign(partitions);
    Map<TopicPartition, Long> ends = current.endOffsets(partitions);
    seek(current, ends);
    boolean caughtUp = false;
    while (!closing) {
      ConsumerRecords<byte[], byte[]> records = current.poll(POLL);
      records.forEach(intake::take);
      caughtUp =
          caughtUp
              || ends.entrySet().stream()
                  .allMatch(e -> current.position(e.getKey()) >= e.getValue());
      if (!records.isEmpty()) {
        behindMillis.set(behind(records));
      }
      view.setReady(caughtUp && behindMillis.get() <= MOST_BEHIND_MILLIS);
    }
  }

  private static long behind(ConsumerRecords<byte[], byte[]> records) {
    long newest = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      newest = Math.max(newest, record.timestamp());
    }
    return Math.max(0, System.currentTimeMillis() - newest);
  }

  private static List<TopicPartition> partitions(Consumer<byte[], byte[]> current) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(Topics.PATIENTS, Topics.EPISODES, Topics.ALERTS, Topics.LEDGER)) {
      current
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return partitions;
  }

  private void seek(Consumer<byte[], byte[]> current, Map<TopicPartition, Long> ends) {
    current.seekToBeginning(ends.keySet());
    Map<TopicPartition, Long> since = new HashMap<>();
    long from = System.currentTimeMillis() - settings.lookBack().toMillis();
    ends.keySet().stream()
        .filter(partition -> !isWhole(partition))
        .forEach(partition -> since.put(partition, from));
    long logPartitions =
        Math.max(1, ends.keySet().stream().filter(p -> p.topic().equals(Topics.PATIENTS)).count());
    Map<TopicPartition, OffsetAndTimestamp> found = current.offsetsForTimes(since);
    Map<TopicPartition, Long> begins = current.beginningOffsets(since.keySet());
    since
        .keySet()
        .forEach(
            partition -> {
              long end = ends.getOrDefault(partition, 0L);
              OffsetAndTimestamp first = found.get(partition);
              long byTime = first == null ? end : first.offset();
              long byCount = end - settings.mostRecords() / logPartitions;
              long begin = begins.getOrDefault(partition, 0L);
              current.seek(partition, Math.max(begin, Math.max(byTime, byCount)));
            });
  }

  /** The ledger and the compacted episodes are read from their beginning. */
  private static boolean isWhole(TopicPartition partition) {
    return partition.topic().equals(Topics.LEDGER) || partition.topic().equals(Topics.EPISODES);
  }

  private void reopen() {
    boolean open = false;
    while (!open && !closing) {
      rest();
      open = closing || isOpened();
    }
  }

  private void rest() {
    try {
      for (long waited = 0; waited < RETRY_MILLIS && !closing; waited += POLL.toMillis()) {
        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      }
    } catch (InterruptedException e) {
      closing = true;
      Thread.currentThread().interrupt();
    }
  }

  /** A broker whose name is gone with it can't even be asked. */
  private boolean isOpened() {
    try {
      consumer = opener.get();
      return true;
    } catch (Throwable e) { // also an Error: the board would stay dark until the next start
      LOG.warn("the board can't reach the log and tries again: {}", e.toString());
      return false;
    }
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
