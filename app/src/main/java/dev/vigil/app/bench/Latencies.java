package dev.vigil.app.bench;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.jobs.log.TopicTail;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a topic in a thread of its own and notes how long after its intended time each came. */
final class Latencies implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final double P99 = 99;
  private static final int DIGITS = 3;
  private static final double NANOS_PER_MILLI = 1e6;

  /** An intended time of a record that doesn't count. */
  static final long NONE = Long.MIN_VALUE;

  private final Histogram histogram = new ConcurrentHistogram(DIGITS);
  private final AtomicReference<ToLongFunction<ConsumerRecord<byte[], byte[]>>> intended =
      new AtomicReference<>(record -> NONE);
  private final Thread thread;
  private volatile boolean open = true;

  /** Begins at the topic's end. */
  Latencies(String bootstrap, String topic) {
    TopicTail tail = TopicTail.fromEnd(bootstrap, List.of(topic));
    thread = new Thread(() -> read(tail), "latencies-" + topic);
    thread.setDaemon(true);
    thread.start();
  }

  private void read(TopicTail tail) {
    try (tail) {
      while (open) {
        tail.poll(POLL, this::note);
      }
    }
  }

  private void note(ConsumerRecord<byte[], byte[]> record) {
    long due = requireNonNull(intended.get()).applyAsLong(record);
    if (due != NONE) {
      histogram.recordValue(Math.max(0, System.nanoTime() - due));
    }
  }

  /**
   * Counts anew.
   *
   * @param times of {@link System#nanoTime}, or {@link #NONE}
   */
  void begin(ToLongFunction<ConsumerRecord<byte[], byte[]>> times) {
    intended.set(times);
    histogram.reset();
  }

  long count() {
    return histogram.getTotalCount();
  }

  /**
   * Waits until so many count.
   *
   * @throws VigilException if they don't come
   */
  void await(long records) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (count() < records) {
      if (System.nanoTime() - deadline > 0) {
        throw VigilException.problem(
            "Of "
                + records
                + " vectors only "
                + count()
                + " came within "
                + PATIENCE.toSeconds()
                + " s: see why in the log file.");
      }
      LockSupport.parkNanos(POLL.toNanos() / 10);
    }
  }

  /** The 99th percentile in milliseconds. */
  double p99() {
    return histogram.getValueAtPercentile(P99) / NANOS_PER_MILLI;
  }

  @Override
  public void close() {
    open = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
