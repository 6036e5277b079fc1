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

/** Asks a Vigil's server whether it is well. It asks for no token: nobody needs one to be told. */
final class HealthLook {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 10_000;

  private final URI health;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /** What was found: well or not, in words. */
  record Found(boolean well, String words) {
    Found {
      requireNonNull(words, "words is null");
    }
  }

  HealthLook(String server) {
    try {
      health = URI.create(server.replaceAll("/+$", "") + "/health");
      HttpRequest.newBuilder(health).build(); // whether it can be asked at all
    } catch (IllegalArgumentException e) {
      throw VigilException.usage(
          "watch.url is not an address of a server, such as http://vigil.example:8080.");
    }
  }

  Found look() throws InterruptedException {
    try {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(health).timeout(TIMEOUT).GET().build(),
              BodyHandlers.ofByteArray());
      return answer.statusCode() == 200
          ? new Found(true, "it is alive")
          : new Found(false, faults(answer));
    } catch (HttpTimeoutException e) {
      return new Found(false, "it doesn't answer in " + TIMEOUT.toSeconds() + " s");
    } catch (IOException e) {
      return new Found(false, "nobody answers");
    }
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
