package dev.vigil.simulator;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Sends readings to a Vigil gateway over HTTP as a well-behaved device does: it keeps what is not
 * acknowledged and sends it again when told to come back, or when no answer came, until a deadline.
 * Every reading ends with exactly one final verdict in a {@link Tally}.
 *
 * <p>Thread-safe. Messages of one patient that must not overtake each other are sent one after the
 * other by the caller.
 */
public final class HttpSender implements AutoCloseable {
  /** Longest pause that an answer's Retry-After is granted. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final HttpClient client;
  private final HttpRequest.Builder request;
  private final Settings settings;
  private final Semaphore permits;
  private final ScheduledExecutorService pauses;
  private final Retry retry;
  private final Set<SentMessage> unfinished = ConcurrentHashMap.newKeySet();
  private volatile @Nullable String lastFailure;
  private volatile boolean closed;

  /**
   * How a sender behaves.
   *
   * @param concurrency most messages under way at once, pauses included
   * @param deadline how long a message is tried before its readings count as refused
   * @param answerWithin how long one attempt waits for an answer
   * @param firstPause pause after the first failure without Retry-After; doubled each time up to 5
   *     s, with jitter
   */
  public record Settings(
      int concurrency, Duration deadline, Duration answerWithin, Duration firstPause) {
    /** 32 messages at once, five minutes, thirty seconds, a tenth of a second. */
    public static final Settings DEFAULT =
        new Settings(32, Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofMillis(100));

    public Settings {
      if (concurrency < 1) {
        throw new IllegalArgumentException("concurrency " + concurrency + " is below 1");
      }
      requirePositive(deadline, "deadline");
      requirePositive(answerWithin, "answerWithin");
      requirePositive(firstPause, "firstPause");
    }

    private static void requirePositive(Duration duration, String name) {
      requireNonNull(duration, name + " is null");
      if (duration.toMillis() < 1) {
        throw new IllegalArgumentException(name + " " + duration + " is below a millisecond");
      }
    }

    /** The same with another deadline. */
    public Settings withDeadline(Duration other) {
      return new Settings(concurrency, other, answerWithin, firstPause);
    }
  }

  /**
   * A sender; nothing is connected yet.
   *
   * @param gateway address of the gateway, such as {@code http://localhost:8080}
   */
  public HttpSender(URI gateway, Settings settings) {
    requireNonNull(gateway, "gateway is null");
    this.settings = requireNonNull(settings, "settings is null");
    permits = new Semaphore(settings.concurrency());
    pauses = Executors.newSingleThreadScheduledExecutor(HttpSender::pausesThread);
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.answerWithin())
            .build();
    request =
        HttpRequest.newBuilder(gateway.resolve("/v1/readings"))
            .timeout(settings.answerWithin())
            .header("Content-Type", "application/json");
    retry = Retry.of("gateway", retryConfig(settings));
  }

  private static RetryConfig retryConfig(Settings settings) {
    IntervalFunction backOff =
        IntervalFunction.ofExponentialRandomBackoff(
            settings.firstPause(), 2, 0.5, Duration.ofSeconds(5));
    return RetryConfig.<Attempt>custom()
        .maxAttempts(Integer.MAX_VALUE)
        .retryOnResult(Attempt::isToBeRepeated)
        .retryOnException(failure -> false)
        .intervalBiFunction(
            (number, result) -> {
              Duration asked = result.isRight() ? result.get().retryAfter() : null;
              return asked == null ? backOff.apply(number) : bounded(asked, settings);
            })
        .build();
  }

  private static long bounded(Duration asked, Settings settings) {
    return Math.max(
        settings.firstPause().toMillis(), Math.min(asked.toMillis(), LONGEST_PAUSE.toMillis()));
  }

  private static Thread pausesThread(Runnable pauses) {
    Thread thread = new Thread(pauses, "sender-pauses");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Sends the readings of one patient as one message. Blocks while as many messages as allowed are
   * under way: that is the back-pressure.
   *
   * @return completes with the final verdicts of these readings, never exceptionally; readings that
   *     are still refused at the deadline, or when the sender is closed, count as refused
   * @throws InterruptedException if interrupted before the message is on its way
   */
  public CompletableFuture<Tally> send(List<OutgoingReading> messageOfOnePatient)
      throws InterruptedException {
    if (messageOfOnePatient.isEmpty()) {
      return CompletableFuture.completedFuture(Tally.NONE);
    }
    SentMessage message = new SentMessage(messageOfOnePatient, settings.deadline());
    permits.acquire();
    unfinished.add(message);
    CompletableFuture<Tally> verdicts =
        message.verdicts().whenComplete((tally, failure) -> finished(message));
    if (closed) {
      message.giveUp();
    } else {
      var ignored =
          retry
              .executeCompletionStage(pauses, () -> attempt(message))
              .whenComplete((attempt, failure) -> message.giveUp());
    }
    return verdicts;
  }

  private void finished(SentMessage message) {
    unfinished.remove(message);
    permits.release();
  }

  private CompletableFuture<Attempt> attempt(SentMessage message) {
    if (closed) {
      return CompletableFuture.completedFuture(Attempt.LAST);
    }
    HttpRequest post =
        request.copy().POST(BodyPublishers.ofByteArray(message.encodePending())).build();
    return client
        .sendAsync(post, BodyHandlers.ofByteArray())
        .handle((answer, failure) -> judge(message, answer, failure));
  }

  private Attempt judge(
      SentMessage message, @Nullable HttpResponse<byte[]> answer, @Nullable Throwable failure) {
    Attempt attempt = answer == null ? message.unanswered(failure) : message.answered(answer);
    if (attempt.failure() != null) {
      lastFailure = attempt.failure();
    }
    return attempt;
  }

  /**
   * Why the last unsuccessful attempt failed, for the sentence that tells a person; null if none
   * did.
   */
  public @Nullable String lastFailure() {
    return lastFailure;
  }

  /** Gives up what is under way: those readings count as refused. */
  @Override
  public void close() {
    closed = true;
    unfinished.forEach(SentMessage::giveUp);
    pauses.shutdownNow();
  }
}
