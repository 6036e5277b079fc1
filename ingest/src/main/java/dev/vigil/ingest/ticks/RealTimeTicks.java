package dev.vigil.ingest.ticks;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives a {@link TickWriter} in real time: one tick as each second begins. */
public final class RealTimeTicks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RealTimeTicks.class);

  /** How late a tick may be; looking at the clock costs next to nothing. */
  private static final long LOOK_MILLIS = 50;

  private static final long CLOSING_SECONDS = 5;

  private final TickWriter writer;
  private final LongSupplier clock;
  private final LongConsumer eachSecond;
  private final AtomicBoolean failing = new AtomicBoolean();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ticks");
            thread.setDaemon(true);
            return thread;
          });
  private long last = Long.MIN_VALUE;

  private RealTimeTicks(TickWriter writer, LongSupplier clock, LongConsumer eachSecond) {
    this.writer = requireNonNull(writer, "writer is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.eachSecond = requireNonNull(eachSecond, "eachSecond is null");
  }

  /**
   * Starts at once.
   *
   * @param clock whole seconds since the epoch
   * @param eachSecond called after the ticks of each second are sent, such as a heartbeat
   */
  public static RealTimeTicks start(
      TickWriter writer, LongSupplier clock, LongConsumer eachSecond) {
    RealTimeTicks ticks = new RealTimeTicks(writer, clock, eachSecond);
    var unused =
        ticks.executor.scheduleAtFixedRate(ticks::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return ticks;
  }

  private void look() {
    try {
      long second = clock.getAsLong();
      if (second != last) {
        last = second;
        var unused = writer.tick(second).whenComplete((done, failure) -> noteFailure(failure));
        eachSecond.accept(second);
      }
    } catch (Throwable e) { // also an Error: it would end the schedule, and with it Vigil's time
      noteFailure(e);
    }
  }

  /** Says so when it begins and when it is over, not every second. */
  private void noteFailure(@Nullable Throwable failure) {
    if (failing.getAndSet(failure != null) == (failure != null)) {
      return;
    }
    if (failure == null) {
      LOG.info("Ticks are written again");
    } else {
      LOG.warn("Ticks can't be written: {}", failure.toString());
    }
  }

  /** Ends the ticks; the one under way is still written. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
