package dev.vigil.app.alive;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Channel;
import dev.vigil.alerting.channels.Delivery;
import dev.vigil.app.notify.Insistence;
import dev.vigil.app.runtime.DaemonThreads;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.TechnicalAlert;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Tells one channel what the watch found, until it has it; no channel waits for another. */
final class WatchTeller implements AutoCloseable {
  private final Channel channel;
  private final WatchMemory memory;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final ExecutorService thread;
  private final LongSupplier nanos;
  private volatile long next;
  private int tries; // of the thread that tells

  WatchTeller(Channel channel, WatchMemory memory) {
    this(
        channel,
        memory,
        Executors.newSingleThreadExecutor(DaemonThreads.named("watch-" + channel.name())),
        System::nanoTime);
  }

  /**
   * In a thread, which it ends, and by a clock.
   *
   * @param nanos a clock like {@link System#nanoTime}
   */
  WatchTeller(Channel channel, WatchMemory memory, ExecutorService thread, LongSupplier nanos) {
    this.channel = requireNonNull(channel, "channel is null");
    this.memory = requireNonNull(memory, "memory is null");
    this.thread = requireNonNull(thread, "thread is null");
    this.nanos = requireNonNull(nanos, "nanos is null");
    this.next = nanos.getAsLong();
  }

  /** Begins to tell what it hasn't told, unless it is at it. */
  void turn() {
    TechnicalAlert last = memory.last();
    boolean rests = nanos.getAsLong() - next < 0;
    if (last != null && !isDone() && !rests && busy.compareAndSet(false, true)) {
      thread.execute(() -> tell(last));
    }
  }

  private void tell(TechnicalAlert alert) {
    try {
      Delivery delivery = deliver(alert);
      // What is owed to everybody is told again here: whoever watches keeps no list of debts.
      if (delivery.isFinal() && delivery.outcome() != Delivery.Outcome.POSTPONED) {
        memory.told(channel.name(), alert.sequence());
        tries = 0;
      } else {
        next = nanos.getAsLong() + Insistence.restAfter(tries++).toNanos();
      }
      if (delivery.outcome() != Delivery.Outcome.DELIVERED) {
        System.err.println(
            "Channel " + channel.name() + " could not be told: " + delivery.detail() + ".");
      }
    } finally {
      busy.set(false);
    }
  }

  private Delivery deliver(TechnicalAlert alert) {
    try {
      return channel.deliver(alert, Origin.REAL);
    } catch (RuntimeException e) {
      return Delivery.threw(e);
    }
  }

  /** Whether the channel is done with what is known. */
  boolean isDone() {
    TechnicalAlert last = memory.last();
    return last == null || memory.told(channel.name()) >= last.sequence();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
