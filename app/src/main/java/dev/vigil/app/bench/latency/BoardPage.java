package dev.vigil.app.bench.latency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.Address;
import dev.vigil.dashboard.TokenFile;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A page of the board that sees all wards, at the other end of the WebSocket: the hardest case, for
 * it is told of everybody. Hands on each transition with the time at which its message was whole.
 */
final class BoardPage implements AutoCloseable {
  private static final String EVENT = "{\"event\":";
  private static final String SNAPSHOT = "{\"type\":\"snapshot\"";

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
   * Opens the page.
   *
   * @param data folder of the Vigil that runs
   */
  static BoardPage open(Path data, Reader reader) {
    URI address = URI.create(Address.find(data).resolve("/ws").toString().replace("http", "ws"));
    String token = TokenFile.read(data.resolve("server.token")).secret();
    String hello = new String(Json.encode(Map.of("token", token)), UTF_8);
    Ear ear = new Ear(reader);
    WebSocket socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, ear).join();
    socket.sendText(hello, true).join();
    return new BoardPage(socket, ear);
  }

  /**
   * Makes sure that it is still told.
   *
   * @throws VigilException if it was closed
   */
  void requireOpen() {
    String why = ear.ended.get();
    if (why != null) {
      throw VigilException.problem("The server closed the page of the benchmark: " + why + ".");
    }
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
          reader.shown(open(Json.mapper().readTree(message.toString())), nanos);
        }
      } catch (JsonProcessingException e) {
        ended.compareAndSet(null, "what it said is no transition");
      }
    }

    private static List<AlertTransition> open(JsonNode snapshot) throws JsonProcessingException {
      List<AlertTransition> open = new ArrayList<>();
      for (JsonNode patient : snapshot.at("/ward/patients")) {
        for (JsonNode alert : patient.at("/episode/alerts")) {
          open.add(Json.mapper().treeToValue(alert, AlertTransition.class));
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
