package dev.vigil.app.bench.latency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.Address;
import dev.vigil.dashboard.TokenFile;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private static final String EVENT = "{\"event\":";

  /** Fields stand in alphabetical order, and nothing else begins with a position. */
  private static final String SNAPSHOT = "{\"position\":";

  private static final ObjectReader TRANSITION =
      Json.mapper()
          .readerFor(AlertTransition.class)
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

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

    /**
     * A snapshot can be read: the page opens, or the server has lost the thread.
     *
     * @param open the last transitions of all open alerts
     */
    void shown(List<AlertTransition> open, long nanos);
  }

  /**
   * Opens the page, and returns when it has been shown all.
   *
   * @param data folder of the Vigil that runs
   * @throws VigilException if it isn't within a minute
   */
  static BoardPage open(Path data, Reader reader) throws InterruptedException {
    URI address = URI.create(Address.find(data).resolve("/ws").toString().replace("http", "ws"));
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

  /** Puts messages together; only events and snapshots are kept. */
  private static final class Ear implements WebSocket.Listener {
    private final Reader reader;
    private final StringBuilder message = new StringBuilder();
    private final AtomicReference<@Nullable String> ended = new AtomicReference<>();
    private final CountDownLatch shown = new CountDownLatch(1);
    private boolean skips;

    Ear(Reader reader) {
      this.reader = requireNonNull(reader, "reader is null");
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      if (!skips) {
        message.append(data);
        skips = message.length() >= SNAPSHOT.length() && !begins(EVENT) && !begins(SNAPSHOT);
      }
      if (last) {
        if (!skips) {
          read(System.nanoTime());
        }
        skips = false;
      }
      if (last || skips) {
        message.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private boolean begins(String text) {
      return message.length() >= text.length() && message.substring(0, text.length()).equals(text);
    }

    private void read(long nanos) {
      try {
        if (begins(EVENT)) {
          JsonNode told = Json.mapper().readTree(message.toString()).at("/event/transition");
          if (told.isObject()) {
            reader.heard(Json.mapper().treeToValue(told, AlertTransition.class), nanos);
          }
        } else if (begins(SNAPSHOT)) {
          reader.shown(open(message.toString()), nanos);
          shown.countDown();
        }
      } catch (IOException e) {
        ended.compareAndSet(null, "what it said is no transition");
      }
    }

    /** The wards of a whole hospital are many megabytes, of which the alerts are few. */
    private static List<AlertTransition> open(String snapshot) throws IOException {
      List<AlertTransition> open = new ArrayList<>();
      try (JsonParser parser = Json.mapper().createParser(snapshot)) {
        while (parser.nextToken() != null) {
          if (parser.currentToken() == JsonToken.FIELD_NAME
              && parser.currentName().equals("alerts")
              && parser.nextToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
              open.add(TRANSITION.readValue(parser));
            }
          }
        }
      }
      return open;
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
