package dev.vigil.jobs.log;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Milestones out of the job's heartbeats: once a second reads what it has passed, then where its
 * outputs end. In a thread of its own, because Kafka may take its time, and be away.
 */
final class KafkaMilestones implements Milestones {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaMilestones.class);
  private static final long PERIOD_MILLIS = 1_000;
  private static final long CLOSE_MILLIS = 2_000;

  /**
   * Heartbeats read that came before this began: the last tick of a recording may have been passed
   * by then, and no other will come.
   */
  private static final int LOOKED_BACK = 10_000;

  private final String job;
  private final String topic;
  private final Supplier<TopicTail> heartbeats;
  private final JobParts parts = new JobParts();
  private final AtomicReference<@Nullable Milestone> latest = new AtomicReference<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("milestones"));
  private volatile CompletableFuture<Void> news = new CompletableFuture<>();
  private @Nullable TopicTail tail;
  private boolean blind;
  private long told = Ticks.NONE;

  /**
   * Of one job, not yet watched.
   *
   * @param job its name in its heartbeats
   * @param topic that it writes to
   * @param heartbeats opens {@value Topics#HEARTBEATS} a while before its end
   */
  KafkaMilestones(String job, String topic, Supplier<TopicTail> heartbeats) {
    this.job = requireNonNull(job, "job is null");
    this.topic = requireNonNull(topic, "topic is null");
    this.heartbeats = requireNonNull(heartbeats, "heartbeats is null");
  }

  /** Of one job, from where it is now. */
  static Milestones watch(String bootstrap, String job, String topic) {
    KafkaMilestones watched =
        new KafkaMilestones(
            job,
            topic,
            () -> TopicTail.ofLatest(bootstrap, List.of(Topics.HEARTBEATS), LOOKED_BACK));
    var unused =
        watched.thread.scheduleWithFixedDelay(
            watched::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return watched;
  }

  /** Looks how far the job is. What is in its way is over some time, and ends nothing. */
  void look() {
    try {
      TopicTail open = tail == null ? heartbeats.get() : tail;
      tail = open;
      open.readToEnd(this::add);
      long passed = parts.passed();
      if (passed > told) {
        tell(new Milestone(passed, open.ends(topic)));
      }
      blind = false;
    } catch (Throwable e) { // also an Error: a look that throws would be the last one
      report(e);
      closeTail();
    }
  }

  /** Once for as long as it lasts. */
  private void report(Throwable why) {
    if (!blind && !thread.isShutdown()) { // else it was interrupted by close
      blind = true;
      LOG.warn(
          "how far {} is can't be read, it is tried again every second: {}", job, why.toString());
    }
    LOG.debug("how far {} is can't be read", job, why);
  }

  private void tell(Milestone milestone) {
    told = milestone.tick();
    latest.set(milestone);
    CompletableFuture<Void> waiting = news;
    news = new CompletableFuture<>();
    waiting.complete(null);
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    try {
      Heartbeat beat = Json.decode(record.value(), Heartbeat.class);
      if (beat.component().equals(job)) {
        parts.add(beat);
      }
    } catch (MalformedRecordException e) {
      LOG.debug("{}@{} is no heartbeat: {}", record.topic(), record.offset(), e.reason());
    }
  }

  @Override
  public @Nullable Milestone take() {
    return latest.getAndSet(null);
  }

  @Override
  public CompletableFuture<Void> news() {
    CompletableFuture<Void> next = news; // before the look: what comes after it completes this one
    return latest.get() == null ? next : CompletableFuture.completedFuture(null);
  }

  private void closeTail() {
    TopicTail open = tail;
    tail = null; // whatever becomes of it, the next look opens another
    if (open != null) {
      try {
        open.close();
      } catch (RuntimeException e) {
        LOG.debug("a reader of heartbeats didn't close", e);
      }
    }
  }

  /** Flink closes the class loader next, and the thread may not outlive it. */
  @Override
  public void close() {
    thread.execute(this::closeTail);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
        thread.shutdownNow(); // Kafka is away: an interrupt ends its client's wait
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
