package dev.vigil.alerting.channels;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Delivery.Outcome;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Carries requests to one receiver. An answer 2xx is a delivery; some others refuse this very
 * message. A lost connection, a time-out, 408, 409, 429 and 5xx are tried again at once; all other
 * answers say that the receiver is not set right yet. Redirects aren't followed: they would carry
 * health data to where nobody sent it.
 */
final class HttpCourier {
  private static final double BACK_OFF = 2;
  private static final double CHANCE = 0.25;
  private static final int LONGEST_PAUSES = 16;

  private final String name;
  private final Set<Integer> refusals;
  private final HttpClient client;
  private final Duration timeout;
  private final RetryConfig retries;

  /**
   * A courier of a channel.
   *
   * @param refusals statuses that say that something is wrong with the message itself
   * @param timeout bound of one attempt
   * @param firstPause between the first two attempts; each later one is twice as long, plus or
   *     minus chance, at most {@value #LONGEST_PAUSES} times the first
   */
  HttpCourier(
      String name, Set<Integer> refusals, Duration timeout, int attempts, Duration firstPause) {
    this.name = requireNonNull(name, "name is null");
    this.refusals = Set.copyOf(refusals);
    this.timeout = requireNonNull(timeout, "timeout is null");
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    long pause = firstPause.toMillis();
    this.retries =
        RetryConfig.<Integer>custom()
            .maxAttempts(attempts)
            .intervalFunction(
                IntervalFunction.ofExponentialRandomBackoff(
                    pause, BACK_OFF, CHANCE, pause * LONGEST_PAUSES))
            .retryExceptions(IOException.class)
            .retryOnResult(HttpCourier::isWorthAnother)
            .build();
  }

  /** Sends it, several times if need be. */
  Delivery carry(HttpRequest request) {
    AtomicInteger attempts = new AtomicInteger();
    try {
      int status =
          Retry.of(name, retries)
              .executeCheckedSupplier(
                  () -> {
                    attempts.incrementAndGet();
                    return send(request);
                  });
      return new Delivery(outcome(status), attempts.get(), "http-" + status);
    } catch (Throwable e) { // what a checked supplier declares; an Error goes on from there
      return failed(e, Math.max(1, attempts.get()));
    }
  }

  /** Asks for something small, once; its body has to be there in time, too. */
  byte[] fetch(HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> asked =
        client.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      HttpResponse<byte[]> response = asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() / 100 != 2) {
        throw new IOException("http-" + response.statusCode());
      }
      return response.body();
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("the answer doesn't end");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } finally {
      asked.cancel(true);
    }
  }

  /** The status is the answer. Its body isn't waited for: the time limit ends where it begins. */
  private int send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    response.body().close();
    return response.statusCode();
  }

  private Outcome outcome(int status) {
    if (status / 100 == 2) {
      return Outcome.DELIVERED;
    }
    return refusals.contains(status) ? Outcome.REFUSED : Outcome.UNDELIVERED;
  }

  private static boolean isWorthAnother(int status) {
    return status == 408 || status == 409 || status == 429 || status >= 500;
  }

  /** What an exception comes to. */
  static Delivery failed(Throwable cause, int attempts) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
      Thread.currentThread().interrupt();
      return new Delivery(Outcome.UNDELIVERED, attempts, "interrupted");
    }
    // Not the exception's message: it may hold the address.
    boolean timedOut = cause instanceof HttpTimeoutException;
    return new Delivery(
        Outcome.UNDELIVERED, attempts, timedOut ? "timed-out" : cause.getClass().getSimpleName());
  }
}
