package dev.vigil.app.sending;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.RootCause;
import dev.vigil.simulator.HttpSender;
import dev.vigil.simulator.OutgoingReading;
import dev.vigil.simulator.Tally;
import dev.vigil.simulator.ward.Ward;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated ward in real time: what its devices measure each second goes to a gateway, and every
 * verdict is counted.
 */
public final class WardStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WardStream.class);
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 50;
  private static final long LAST_VERDICTS_SECONDS = 5;
  private static final int PROGRESS_SECONDS = 10;

  private final URI gateway;
  private final Ward ward;
  private final LongSupplier clock;
  private final Consumer<Tally> progress;
  private final Duration deadline;
  private final HttpSender sender;
  private final Set<CompletableFuture<Void>> underWay = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(WardStream::daemon);
  private volatile @Nullable Failure failure;
  private @Nullable Failure refused;
  private long sentUntil;
  private Tally tally = Tally.NONE;

  /**
   * Nothing is sent, though the stream goes on and tries each second.
   *
   * @param since the second with which it began, since the epoch
   * @param because the last failure, for people
   */
  public record Failure(long since, String because) {
    public Failure {
      requireNonNull(because, "because is null");
    }
  }

  /**
   * A ward before its first second.
   *
   * @param clock whole seconds since the epoch
   * @param progress hears every ten seconds what the gateway has said so far
   */
  public WardStream(URI gateway, Ward ward, LongSupplier clock, Consumer<Tally> progress) {
    this(gateway, ward, clock, progress, DEADLINE);
  }

  /**
   * @param deadline how long a message is tried
   */
  WardStream(
      URI gateway, Ward ward, LongSupplier clock, Consumer<Tally> progress, Duration deadline) {
    this.gateway = requireNonNull(gateway, "gateway is null");
    this.ward = requireNonNull(ward, "ward is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.progress = requireNonNull(progress, "progress is null");
    this.deadline = requireNonNull(deadline, "deadline is null");
    this.sender = new HttpSender(gateway, HttpSender.Settings.DEFAULT.withDeadline(deadline));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "simulated-ward");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Sends a nurse's round of all patients, and from then on what is measured each second.
   *
   * @param patience how long the gateway may take to hear of the patients
   * @throws VigilException if nobody answers as a gateway does, or it doesn't know the patients
   */
  public void start(Duration patience) throws InterruptedException {
    long now = clock.getAsLong();
    count(
        new FirstContact(gateway)
            .make(ward.round(now), patience, "the simulated patients: add --admit."));
    sentUntil = now;
    var unused =
        thread.scheduleWithFixedDelay(this::sendDue, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void sendDue() {
    try {
      sendUntil(clock.getAsLong());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) { // also an Error: it would end the schedule, and all would fall silent
      failed(e);
    }
  }

  private void sendUntil(long now) throws InterruptedException {
    while (sentUntil < now) {
      sentUntil++;
      for (List<OutgoingReading> message : ward.messages(sentUntil)) {
        send(message);
      }
      failure = null;
      if (sentUntil % PROGRESS_SECONDS == 0) {
        progress.accept(tally());
      }
    }
  }

  private void failed(Throwable why) {
    Failure before = failure;
    failure = new Failure(before == null ? sentUntil : before.since(), RootCause.sentence(why));
    if (before == null) {
      LOG.warn("The simulated ward could not send: {}", why.toString());
    }
  }

  /** Why nothing reaches the gateway of late; null if it does. */
  public @Nullable Failure failure() {
    Failure own = failure;
    return own == null ? refused() : own;
  }

  private synchronized @Nullable Failure refused() {
    return refused;
  }

  private void send(List<OutgoingReading> message) throws InterruptedException {
    CompletableFuture<Void> counted = sender.send(message).thenAccept(this::count);
    underWay.add(counted);
    var unused = counted.thenRun(() -> underWay.remove(counted));
  }

  private synchronized void count(Tally verdict) {
    tally = tally.plus(verdict);
    if (verdict.accepted() + verdict.duplicate() + verdict.rejected() > 0) {
      refused = null;
    } else if (verdict.refused() > 0 && refused == null) {
      // What is refused for good has been tried all that time.
      refused =
          new Failure(
              clock.getAsLong() - deadline.toSeconds(), "the gateway: " + sender.lastFailure());
    }
  }

  /** What the gateway has said so far. */
  public synchronized Tally tally() {
    return tally;
  }

  /** Sends no more; what then gets no verdict within seconds counts as refused. */
  public Tally stop() throws InterruptedException {
    thread.shutdownNow();
    boolean ended = thread.awaitTermination(LAST_VERDICTS_SECONDS, TimeUnit.SECONDS);
    CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, LAST_VERDICTS_SECONDS, TimeUnit.SECONDS)
        .join();
    sender.close();
    if (!ended) {
      LOG.warn("The simulated ward's last second was not sent whole.");
    }
    return tally();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    sender.close();
  }
}
