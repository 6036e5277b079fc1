package dev.vigil.app.alive;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a Vigil's server whether it is well. It asks for no token: nobody needs one to be told. */
final class HealthLook {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 10_000;

  private final URI health;
  private final Duration timeout;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /** What was found: well or not, in words. */
  record Found(boolean well, String words) {
    Found {
      requireNonNull(words, "words is null");
    }
  }

  HealthLook(String server) {
    this(server, TIMEOUT);
  }

  /**
   * One that waits so long.
   *
   * @param timeout for the whole answer: a machine that dies in the middle of it never says so
   */
  HealthLook(String server, Duration timeout) {
    this.timeout = requireNonNull(timeout, "timeout is null");
    try {
      health = URI.create(server.replaceAll("/+$", "") + "/health");
      HttpRequest.newBuilder(health).build(); // whether it can be asked at all
    } catch (IllegalArgumentException e) {
      throw VigilException.usage(
          "watch.url is not an address of a server, such as http://vigil.example:8080.");
    }
  }

  Found look() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(health).timeout(timeout).GET().build();
    CompletableFuture<HttpResponse<byte[]>> asked =
        client.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      HttpResponse<byte[]> answer = asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return answer.statusCode() == 200
          ? new Found(true, "it is alive")
          : new Found(false, faults(answer));
    } catch (TimeoutException e) {
      return late();
    } catch (ExecutionException e) {
      return e.getCause() instanceof HttpTimeoutException
          ? late()
          : new Found(false, "nobody answers");
    } finally {
      asked.cancel(true);
    }
  }

  private Found late() {
    return new Found(false, "it doesn't answer in " + timeout.toSeconds() + " s");
  }

  private static String faults(HttpResponse<byte[]> answer) {
    String status = "it answers " + answer.statusCode();
    if (answer.body().length > MOST_BYTES) {
      return status;
    }
    try {
      List<String> faults = new ArrayList<>();
      JsonNode body = Json.mapper().readTree(answer.body());
      body.path("faults").forEach(fault -> faults.add(fault.asText()));
      return faults.isEmpty() ? status : String.join("; ", faults);
    } catch (IOException e) {
      return status;
    }
  }
}
