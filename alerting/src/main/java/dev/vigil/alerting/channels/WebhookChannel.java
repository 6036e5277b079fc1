package dev.vigil.alerting.channels;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext.Origin;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts each transition as JSON, as in {@code vigil.alerts}; its {@code origin} says what kind of
 * patient it is.
 *
 * <p>Headers: {@value #KEY_HEADER} is {@code alert/sequence}, the same whenever the same transition
 * comes; {@value #ORIGIN_HEADER} repeats the origin; {@value #SIGNATURE_HEADER}, with a secret, is
 * {@code sha256=} and the hexadecimal HMAC-SHA256 (RFC 2104) of the body. An answer 2xx is a
 * delivery; 400, 413 and 422 refuse this very message. A lost connection, a time-out, 408, 429 and
 * 5xx are tried again at once; all other answers say that the receiver is not set right yet.
 * Redirects aren't followed: they would carry health data to where nobody sent it.
 */
public final class WebhookChannel implements Channel {
  public static final String KEY_HEADER = "Idempotency-Key";
  public static final String ORIGIN_HEADER = "Vigil-Origin";
  public static final String SIGNATURE_HEADER = "Vigil-Signature";

  /** What is wrong is in the message: bad request, too large, not to be processed. */
  private static final Set<Integer> REFUSALS = Set.of(400, 413, 422);

  private static final String HMAC = "HmacSHA256";
  private static final double BACK_OFF = 2;
  private static final double CHANCE = 0.25;
  private static final int LONGEST_PAUSES = 16;

  private final String name;
  private final Set<Origin> origins;
  private final WebhookSettings settings;
  private final HttpClient client;
  private final RetryConfig retries;

  /**
   * A channel to one receiver.
   *
   * @param name unique among the channels
   */
  public WebhookChannel(String name, Set<Origin> origins, WebhookSettings settings) {
    this.name = requireNonNull(name, "name is null");
    this.origins = Set.copyOf(requireNonNull(origins, "origins is null"));
    this.settings = requireNonNull(settings, "settings is null");
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    long pause = settings.firstPause().toMillis();
    this.retries =
        RetryConfig.<Integer>custom()
            .maxAttempts(settings.attempts())
            .intervalFunction(
                IntervalFunction.ofExponentialRandomBackoff(
                    pause, BACK_OFF, CHANCE, pause * LONGEST_PAUSES))
            .retryExceptions(IOException.class)
            .retryOnResult(WebhookChannel::isWorthAnother)
            .build();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Origin> origins() {
    return origins;
  }

  @Override
  public Delivery deliver(AlertTransition transition) {
    HttpRequest request = request(transition);
    AtomicInteger attempts = new AtomicInteger();
    try {
      int status =
          Retry.of(name, retries)
              .executeCheckedSupplier(
                  () -> {
                    attempts.incrementAndGet();
                    return post(request);
                  });
      return new Delivery(outcome(status), attempts.get(), "http-" + status);
    } catch (Throwable e) { // what a checked supplier declares; an Error goes on from there
      return failed(e, Math.max(1, attempts.get()));
    }
  }

  /** The status is the answer. Its body isn't waited for: the time limit ends where it begins. */
  private int post(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    response.body().close();
    return response.statusCode();
  }

  private HttpRequest request(AlertTransition transition) {
    byte[] body = Json.encode(transition);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.target())
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .header(KEY_HEADER, transition.alert() + "/" + transition.sequence())
            .header(ORIGIN_HEADER, transition.origin().name().toLowerCase(Locale.ROOT))
            .POST(BodyPublishers.ofByteArray(body));
    if (settings.secret() != null) {
      request.header(SIGNATURE_HEADER, signature(settings.secret(), body));
    }
    return request.build();
  }

  private static Outcome outcome(int status) {
    if (status / 100 == 2) {
      return Outcome.DELIVERED;
    }
    return REFUSALS.contains(status) ? Outcome.REFUSED : Outcome.UNDELIVERED;
  }

  private static boolean isWorthAnother(int status) {
    return status == 408 || status == 429 || status >= 500;
  }

  private static Delivery failed(Throwable cause, int attempts) {
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

  /** What {@value #SIGNATURE_HEADER} carries. */
  static String signature(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(HMAC + " is missing, every JDK has it", e);
    }
  }
}
