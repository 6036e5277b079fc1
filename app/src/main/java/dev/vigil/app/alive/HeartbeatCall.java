package dev.vigil.app.alive;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.config.OutsideConfig;
import dev.vigil.app.failure.VigilException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a URL every so often: a dead man's switch, which tells when the calls stop. One that can't
 * be made is not made up for. Not thread-safe.
 */
final class HeartbeatCall {
  /** Tells it from whatever else asks a port: a browser, a scanner. */
  static final String HEADER = "Vigil-Heartbeat";

  private static final Logger LOG = LoggerFactory.getLogger(HeartbeatCall.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final @Nullable URI target;
  private final Duration interval;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private long next = System.nanoTime();
  private volatile boolean failing;

  HeartbeatCall(OutsideConfig.Heartbeat settings) {
    target = settings.url().isEmpty() ? null : address(settings.url());
    interval = Duration.ofSeconds(settings.seconds());
  }

  private static URI address(String url) {
    try {
      URI address = URI.create(url);
      String scheme = requireNonNull(address.getScheme(), "no scheme");
      if (address.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        return address;
      }
    } catch (IllegalArgumentException | NullPointerException e) {
      throw wrong();
    }
    throw wrong();
  }

  private static VigilException wrong() {
    return VigilException.usage("heartbeat.url is not an http:// or https:// address with a host.");
  }

  /** All is well: calls, if it is time. Doesn't wait for the answer. */
  void alive() {
    if (target == null || System.nanoTime() - next < 0) {
      return;
    }
    next = System.nanoTime() + interval.toNanos();
    HttpRequest request =
        HttpRequest.newBuilder(target).timeout(TIMEOUT).header(HEADER, "alive").GET().build();
    var unused =
        client
            .sendAsync(request, BodyHandlers.discarding())
            .whenComplete(
                (answer, failure) -> heard(failure == null && answer.statusCode() / 100 == 2));
  }

  private void heard(boolean well) {
    if (!well && !failing) {
      LOG.warn("heartbeat.url does not take calls: who watches there will say Vigil is silent");
    }
    failing = !well;
  }
}
