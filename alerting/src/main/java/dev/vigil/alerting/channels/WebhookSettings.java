package dev.vigil.alerting.channels;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link WebhookChannel} reaches its receiver.
 *
 * @param target http or https; never logged, it may hold a key
 * @param secret key of the signature, shared with the receiver; null for no signature
 * @param timeout bound of one attempt
 * @param attempts at least 1
 * @param firstPause between the first two attempts; each later one is twice as long, plus or minus
 *     chance, at most 16 times the first
 */
public record WebhookSettings(
    URI target, @Nullable String secret, Duration timeout, int attempts, Duration firstPause) {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  public WebhookSettings {
    requireNonNull(target, "target is null");
    String scheme = target.getScheme();
    if (target.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException(
          "the webhook's address is not an http:// or https:// address with a host");
    }
    if (secret != null && secret.isEmpty()) {
      throw new IllegalArgumentException("the webhook's secret is empty: leave it out or set one");
    }
    if (timeout.isNegative() || timeout.isZero() || firstPause.toMillis() < 1) {
      throw new IllegalArgumentException("the webhook's timeout and pause must be above 0");
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("the webhook's attempts must be at least 1");
    }
  }

  /**
   * The usual bounds: three attempts of 5 s, with a second or two between them. They are for a
   * hiccup; for a receiver that is away, whoever drives the channel comes again later.
   */
  public static WebhookSettings of(URI target, @Nullable String secret) {
    return new WebhookSettings(target, secret, TIMEOUT, ATTEMPTS, FIRST_PAUSE);
  }

  /** Without address and secret. */
  @Override
  public String toString() {
    return "WebhookSettings[timeout=" + timeout + ", attempts=" + attempts + "]";
  }
}
