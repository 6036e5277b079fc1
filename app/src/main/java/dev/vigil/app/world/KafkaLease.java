package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.DaemonThreads;
import dev.vigil.app.runtime.RootCause;
import dev.vigil.ingest.kafka.PlainConsumer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That only one process does what only one may: of all in one consumer group, Kafka gives a topic's
 * only partition to one, and leaves it there while that one lives. Nothing is read through it. What
 * goes wrong loses the lease, and it is asked for again.
 */
final class KafkaLease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaLease.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** How long Kafka believes in a killed holder: a restart after a kill waits for that long. */
  private static final Duration SESSION = Duration.ofSeconds(8);

  /** The session of a killed holder, and a rebalance of a Kafka with its own settings. */
  private static final Duration PATIENCE = SESSION.plusSeconds(12);

  private final LeaseOf of;
  private final String bootstrap;
  private final Supplier<Consumer<byte[], byte[]>> members;
  private final CountDownLatch taken = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicBoolean held = new AtomicBoolean();
  private final AtomicInteger terms = new AtomicInteger();
  private final Thread holder;
  private volatile @Nullable Consumer<byte[], byte[]> member;
  private volatile long lostAt = System.nanoTime();
  private boolean failing;

  /**
   * Not asked for yet.
   *
   * @param members opens one more member of the group
   */
  KafkaLease(LeaseOf of, String bootstrap, Supplier<Consumer<byte[], byte[]>> members) {
    this.of = requireNonNull(of, "of is null");
    this.bootstrap = requireNonNull(bootstrap, "bootstrap is null");
    this.members = requireNonNull(members, "members is null");
    this.holder = DaemonThreads.named(of.group() + "-lease").newThread(this::hold);
  }

  private static Map<String, Object> settings(LeaseOf of, String bootstrap) {
    Map<String, Object> settings = PlainConsumer.settings(bootstrap);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, of.group());
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "vigil-" + ProcessHandle.current().pid());
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) SESSION.toMillis() / 4);
    // Whoever has it keeps it when another one comes.
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return settings;
  }

  /**
   * Takes it, of a Kafka whose topics are there.
   *
   * @throws VigilException if another process has it, and keeps it for 20 s
   */
  static KafkaLease take(LeaseOf of, String bootstrap) {
    KafkaLease lease =
        new KafkaLease(of, bootstrap, () -> new KafkaConsumer<>(settings(of, bootstrap)));
    lease.holder.start();
    try {
      if (lease.taken.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return lease;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String others = LeaseHolder.of(of.group(), bootstrap, PATIENCE).orElse("unknown");
    lease.close();
    throw VigilException.problem(of.refusal(others, bootstrap));
  }

  /** Which time it is that this process has it, from 1 on; 0 while it hasn't. */
  int term() {
    return held.get() ? terms.get() : 0;
  }

  /**
   * Refuses to go on once it is lost, was not to be had again for 20 s, and another has it. While
   * Kafka names nobody, it is asked for again.
   *
   * @throws VigilException naming who has it
   */
  void requireHeld() {
    Optional<String> other =
        isLostFor(PATIENCE) ? LeaseHolder.of(of.group(), bootstrap, PATIENCE) : Optional.empty();
    if (other.isPresent() && !held.get()) {
      throw VigilException.problem(
          "This process ends: it has lost %s of the Kafka at %s, and can't take it again (%s has it)."
              .formatted(of.lease(), bootstrap, other.get()));
    }
  }

  boolean isLostFor(Duration patience) {
    return !held.get() && System.nanoTime() - lostAt >= patience.toNanos();
  }

  /** The same plan, for as long as this process is the one to follow it. */
  <T> Supplier<T> guarding(Supplier<T> plan) {
    return () -> {
      if (!held.get()) {
        throw new IllegalStateException("the ledger is not this process's to act on for now");
      }
      return plan.get();
    };
  }

  /** Holds the lease until it is closed, in the calling thread. */
  void hold() {
    while (!isClosing()) {
      holdOnce();
      rest();
    }
  }

  /** As one member of the group. */
  private void holdOnce() {
    try (Consumer<byte[], byte[]> joined = members.get()) {
      member = joined;
      holdAs(joined);
    } catch (Throwable e) { // also an Error: another member is opened after it
      lose(e);
    }
  }

  /**
   * Ends in one of two ways, asked to or not. The lease is lost before the member is closed, which
   * may take its time and takes the partition away itself.
   */
  private void holdAs(Consumer<byte[], byte[]> joined) {
    try {
      joined.subscribe(List.of(of.topic()), new Holding(joined));
      while (!isClosing()) {
        poll(joined);
      }
    } catch (WakeupException e) {
      // close() asked for it.
    } catch (Throwable e) { // also an Error: who holds nothing must not believe that it does
      lose(e);
    } finally {
      var unused = release();
    }
  }

  /** Whether it was held until now. */
  private boolean release() {
    if (held.get()) {
      lostAt = System.nanoTime(); // first: who sees that it is lost sees since when
    }
    return held.getAndSet(false);
  }

  private void lose(Throwable why) {
    if (release()) {
      LOG.error(
          "{} is lost ({}) and asked for again; until then {}",
          of.lease(),
          RootCause.sentence(why),
          of.meanwhile());
    } else {
      warn(why);
    }
  }

  /** Once for as long as it lasts. */
  private void warn(Throwable why) {
    if (!failing) {
      failing = true;
      LOG.warn("{} can't be asked for now: {}", of.lease(), RootCause.sentence(why));
    }
  }

  private void poll(Consumer<byte[], byte[]> joined) {
    try {
      joined.poll(POLL);
      failing = false;
    } catch (RetriableException e) { // it goes on as a member, for as long as Kafka lets it
      warn(e);
      rest();
    }
  }

  /** Before another try. */
  private void rest() {
    try {
      var unused = closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closing.countDown();
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private final class Holding implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> joined;

    Holding(Consumer<byte[], byte[]> joined) {
      this.joined = joined;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        joined.pause(partitions);
        terms.incrementAndGet();
        held.set(true);
        taken.countDown();
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty() && held.get() && !isClosing()) {
        lose(new IllegalStateException("Kafka has missed this process"));
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    Consumer<byte[], byte[]> joined = member;
    if (joined != null) {
      joined.wakeup();
    }
    try {
      holder.join(POLL.multipliedBy(4).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
