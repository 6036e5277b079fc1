package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.CatchUp;
import dev.vigil.app.runtime.DaemonThreads;
import dev.vigil.simulator.HttpSender;
import dev.vigil.simulator.OutgoingReading;
import dev.vigil.simulator.Tally;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Monitors that send at instants which are fixed beforehand, whatever the gateway does; what it
 * holds up is sent as soon as it can be. In a thread of its own, until it is ended.
 */
final class Shift {
  private static final double NANOS = 1e9;

  /** Longer than the sender tries. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final long STUCK_MILLIS = 1_000;

  private final HttpSender sender;
  private final Supplier<List<OutgoingReading>> messages;
  private final double secondsBetween;
  private final long began = System.nanoTime();
  private final Thread thread = DaemonThreads.named("monitors").newThread(this::run);
  private volatile boolean over;
  private final LongAdder sent = new LongAdder();
  private volatile long dueNanos = began;
  private Tally tally = Tally.NONE;
  private long answeredNanos = began;

  private Shift(
      HttpSender sender, Supplier<List<OutgoingReading>> messages, double secondsBetween) {
    this.sender = requireNonNull(sender, "sender is null");
    this.messages = requireNonNull(messages, "messages is null");
    this.secondsBetween = secondsBetween;
  }

  /** Begins at once. */
  static Shift begin(
      HttpSender sender, Supplier<List<OutgoingReading>> messages, double secondsBetween) {
    Shift shift = new Shift(sender, messages, secondsBetween);
    shift.thread.start();
    return shift;
  }

  private void run() {
    try {
      for (long i = 0; !over; i++) {
        dueNanos = began + (long) (i * secondsBetween * NANOS);
        Instants.await(dueNanos);
        if (!over) {
          List<OutgoingReading> message = messages.get();
          var unused = sender.send(message).thenAccept(this::count);
          sent.add(message.size());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void count(Tally some) {
    tally = tally.plus(some);
    answeredNanos = System.nanoTime();
  }

  private synchronized long answered() {
    return tally.sent();
  }

  /** Ends it, waits for the answers that are under way, and says what became of all. */
  Load end() throws InterruptedException {
    over = true;
    long end = System.nanoTime();
    long late = Math.max(0, end - dueNanos);
    // One that waits for its turn gets it soon, or the gateway holds up everybody.
    thread.join(STUCK_MILLIS);
    thread.interrupt();
    thread.join();
    long unanswered = CatchUp.await(() -> sent.sum() - answered(), PATIENCE);
    return load(end, late, unanswered);
  }

  private synchronized Load load(long end, long late, long unanswered) {
    long taken = Monitors.taken(tally);
    String why =
        tally.rejectedBy()
            + (tally.refused() > 0 ? ", refused: " + sender.lastFailure() : "")
            + (unanswered > 0 ? ", unanswered: " + unanswered : "");
    long behind = Math.max(late, answeredNanos - end);
    return new Load(taken / ((end - began) / NANOS), sent.sum() - taken, why, behind / NANOS);
  }
}
