package dev.vigil.app.bench.latency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.Address;
import dev.vigil.dashboard.TokenFile;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A page of the board that sees all wards, at the other end of the WebSocket: the hardest case, for
 * it is told of everybody. Hands on each transition with the time at which its message was whole.
 */
final class BoardPage implements AutoCloseable {
  /** Fields stand in alphabetical order: how an update begins, which is large and not read. */
  private static final String UPDATE = "{\"gone\":";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final WebSocket socket;
  private final Ear ear;

  private BoardPage(WebSocket socket, Ear ear) {
    this.socket = socket;
    this.ear = ear;
  }

  /** Hears of transitions, on a thread of the page. */
  interface Reader {
    /**
     * A transition can be read.
     *
     * @param nanos since when, of {@link System#nanoTime}
     */
    void heard(AlertTransition transition, long nanos);
  }

  /**
   * Opens the page, and returns when it has been shown the wards.
   *
   * @param data folder of the Vigil that runs
   * @throws VigilException if it isn't within a minute
   */
  static BoardPage open(Path data, Reader reader) throws InterruptedException {
    return open(data, reader, "");
  }

  /** Opens it once more, as a browser does whose connection broke: what it missed comes first. */
  BoardPage again(Path data) throws InterruptedException {
    close();
    String heard = ear.position;
    return open(data, ear.reader, heard == null ? "" : "?heard=" + URLEncoder.encode(heard, UTF_8));
  }

  private static BoardPage open(Path data, Reader reader, String query)
      throws InterruptedException {
    URI address =
        URI.create(Address.find(data).resolve("/ws" + query).toString().replace("http", "ws"));
    String token = TokenFile.read(data.resolve("server.token")).secret();
    String hello = new String(Json.encode(Map.of("token", token)), UTF_8);
    Ear ear = new Ear(reader);
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .connectTimeout(PATIENCE)
            .buildAsync(address, ear)
            .join();
    BoardPage page = new BoardPage(socket, ear);
    try {
      socket.sendText(hello, true).join();
      if (!ear.shown.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw VigilException.problem(
            "The server did not show the page of the benchmark the wards within "
                + PATIENCE.toSeconds()
                + " s: "
                + page.ended()
                + ".");
      }
      return page;
    } catch (VigilException | InterruptedException e) {
      page.close();
      throw e;
    }
  }

  /** Why it is no longer told; null while it is. */
  @Nullable String ended() {
    return ear.ended.get();
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Puts messages together; those with values are not kept. */
  private static final class Ear implements WebSocket.Listener {
    private final Reader reader;
    private final StringBuilder message = new StringBuilder();
    private final AtomicReference<@Nullable String> ended = new AtomicReference<>();
    private final CountDownLatch shown = new CountDownLatch(1);
    private volatile @Nullable String position;
    private boolean skips;

    Ear(Reader reader) {
      this.reader = requireNonNull(reader, "reader is null");
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      if (!skips) {
        message.append(data);
        skips = message.lastIndexOf(UPDATE, 0) == 0; // begins with it
      }
      if (last && !skips) {
        read(System.nanoTime());
      }
      if (last || skips) {
        message.setLength(0);
        skips = !last;
      }
      socket.request(1);
      return null;
    }

    private void read(long nanos) {
      try {
        JsonNode told = Json.mapper().readTree(message.toString());
        JsonNode transition = told.at("/event/transition");
        if (transition.isObject()) {
          reader.heard(Json.mapper().treeToValue(transition, AlertTransition.class), nanos);
        }
        if (told.path("position").isTextual()) {
          position = told.path("position").textValue();
        }
        if (told.has("resumed") && !told.path("resumed").asBoolean()) {
          ended.compareAndSet(null, "it has forgotten what the page missed");
        }
        if (told.path("type").asText().equals("snapshot")) {
          shown.countDown();
        }
      } catch (IOException e) {
        ended.compareAndSet(null, "what it said is no transition");
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      ended.compareAndSet(null, status + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      ended.compareAndSet(null, error.getClass().getSimpleName());
    }
  }
}
