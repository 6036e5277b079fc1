package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.Address;
import dev.vigil.dashboard.TokenFile;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the command line talks to a running Vigil: through its server's API, with its token. */
final class ServerClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** The server may look through the whole log before it sends the first record. */
  private static final Duration LONGEST_LOOK = Duration.ofMinutes(10);

  private static final int OK_CLASS = 2;
  private static final int FAILED_CLASS = 5;

  private final URI server;
  private final String secret;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  private ServerClient(URI server, String secret) {
    this.server = requireNonNull(server, "server is null");
    this.secret = requireNonNull(secret, "secret is null");
  }

  /** The Vigil of the configured data folder. */
  static ServerClient of(VigilConfig config) {
    return of(config, null, null);
  }

  /**
   * A Vigil.
   *
   * @param server null for that of the configured data folder
   * @param token file of its token; null for the data folder's
   */
  static ServerClient of(VigilConfig config, @Nullable URI server, @Nullable Path token) {
    Path folder = config.data().folder();
    URI address = server == null ? Address.find(folder) : server;
    Path file = token == null ? folder.resolve("server.token") : token;
    try {
      return new ServerClient(address, TokenFile.read(file).secret());
    } catch (IllegalStateException | UncheckedIOException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    }
  }

  JsonNode get(String path) {
    return call("GET", path, null, TIMEOUT);
  }

  /** An answer may take {@code patience}. */
  JsonNode get(String path, Duration patience) {
    return call("GET", path, null, patience);
  }

  /** Sends JSON; an answer may take {@code patience}. */
  JsonNode send(String method, String path, JsonNode body, Duration patience) {
    return call(method, path, body, patience);
  }

  JsonNode send(String method, String path, JsonNode body) {
    return call(method, path, body, TIMEOUT);
  }

  /** Sends bytes as they are; their way may take {@code patience}. */
  JsonNode put(String path, byte[] body, Duration patience) {
    return call(
        request(path, patience)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(body))
            .build());
  }

  /** Takes an answer while it comes. */
  @FunctionalInterface
  interface Streamed<T> {
    T read(InputStream body) throws IOException;
  }

  /**
   * Asks for what may be longer than memory.
   *
   * @throws VigilException if the server refuses, or the answer breaks off
   */
  <T> T stream(String path, Streamed<T> reader) {
    InputStream opened;
    try {
      opened = open(request("GET", path, null, LONGEST_LOOK));
    } catch (IOException e) {
      throw noAnswer(e);
    }
    try (InputStream body = opened) {
      return reader.read(new AnswerStream(body));
    } catch (IOException e) {
      throw AnswerStream.brokenOff(e);
    }
  }

  private InputStream open(HttpRequest request) throws IOException {
    HttpResponse<InputStream> answer = exchange(request, BodyHandlers.ofInputStream());
    if (answer.statusCode() / 100 != OK_CLASS) {
      try (InputStream body = answer.body()) {
        throw refused(Json.mapper().readTree(body), answer.statusCode());
      }
    }
    return answer.body();
  }

  /** Empty if nobody answers, or the server can't at this moment. */
  Optional<JsonNode> find(String path) {
    try {
      HttpResponse<byte[]> answer =
          exchange(request("GET", path, null, TIMEOUT), BodyHandlers.ofByteArray());
      return answer.statusCode() / 100 == FAILED_CLASS
          ? Optional.empty()
          : Optional.of(read(answer));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private JsonNode call(String method, String path, @Nullable JsonNode body, Duration patience) {
    return call(request(method, path, body, patience));
  }

  private JsonNode call(HttpRequest request) {
    try {
      return read(exchange(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw noAnswer(e);
    }
  }

  private VigilException noAnswer(IOException cause) {
    return VigilException.problem(
        "No Vigil answers at "
            + server
            + ": start it with ./vigil up, or name its folder with"
            + " --data.",
        cause);
  }

  private HttpRequest request(
      String method, String path, @Nullable JsonNode body, Duration patience) {
    return request(path, patience)
        .header("Content-Type", "application/json")
        .method(
            method,
            body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.encode(body)))
        .build();
  }

  private HttpRequest.Builder request(String path, Duration patience) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(patience)
        .header("Authorization", "Bearer " + secret);
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> body)
      throws IOException {
    try {
      return http.send(request, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw VigilException.problem("Interrupted.", e);
    }
  }

  private JsonNode read(HttpResponse<byte[]> answer) throws IOException {
    JsonNode json = Json.mapper().readTree(answer.body());
    if (answer.statusCode() / 100 != OK_CLASS) {
      throw refused(json, answer.statusCode());
    }
    return json;
  }

  private VigilException refused(JsonNode json, int status) {
    String error = json.path("error").asText("the server answered " + status);
    String expected = json.path("expected").asText("");
    String remedy = json.path("remedy").asText("");
    return VigilException.problem(
        sentence(error)
            + (expected.isEmpty() ? "" : " Expected: " + sentence(expected))
            + (remedy.isEmpty() ? "" : " " + sentence(remedy)));
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
