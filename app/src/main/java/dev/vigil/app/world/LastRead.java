package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.runtime.DaemonThreads;
import dev.vigil.app.runtime.RootCause;
import dev.vigil.schemas.SupervisorState.Unread;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was last read of something that may be away. It is read in a thread of its own, now and then
 * and whenever somebody looks, who waits for it only so long: how Vigil does has to be told while
 * its log is away. Thread-safe.
 *
 * @param <T> what is read, which never changes
 */
final class LastRead<T> implements AutoCloseable {
  private static final long STOP_MILLIS = 3_000;

  private final Callable<T> source;
  private final LongSupplier now;
  private final Duration patience;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("status"));
  private Known<T> known;

  /** What was read when, and why it could not be since. */
  private record Known<T>(@Nullable T value, long read, @Nullable String failure) {}

  /**
   * What somebody sees who looks.
   *
   * @param value null if it was never read
   * @param unread null if it was read for this look
   */
  record Look<T>(@Nullable T value, @Nullable Unread unread) {}

  /**
   * Reads nothing yet.
   *
   * @param source asked by one thread
   * @param now the world's clock, whole seconds since the epoch
   * @param patience how long a look waits
   */
  LastRead(Callable<T> source, LongSupplier now, Duration patience) {
    this.source = requireNonNull(source, "source is null");
    this.now = requireNonNull(now, "now is null");
    this.patience = requireNonNull(patience, "patience is null");
    this.known = new Known<>(null, now.getAsLong(), null);
  }

  /** Reads it now and then too, so that it is known since when it can't be. */
  void every(Duration pause) {
    var unused =
        thread.scheduleWithFixedDelay(
            this::read, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What it is now, or what it was when it was last read. */
  Look<T> look() {
    boolean answered = hasAnswered(thread.submit(this::read));
    Known<T> is = known();
    String why = answered ? is.failure() : "no answer in " + patience.toSeconds() + " s";
    return new Look<>(is.value(), why == null ? null : new Unread(is.read(), why));
  }

  private boolean hasAnswered(Future<?> reading) {
    try {
      reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      reading.cancel(false); // if it hasn't begun: whoever looks next asks for another
    } catch (ExecutionException e) {
      throw new IllegalStateException("a reading keeps its failure", e);
    }
    return false;
  }

  private void read() {
    try {
      T value = source.call();
      known(new Known<>(value, now.getAsLong(), null));
    } catch (Throwable e) { // also an Error: a task that throws would not be run again
      Known<T> before = known();
      known(new Known<>(before.value(), before.read(), RootCause.sentence(e)));
    }
  }

  private synchronized Known<T> known() {
    return known;
  }

  private synchronized void known(Known<T> next) {
    known = next;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      var unused = thread.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
