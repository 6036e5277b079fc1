package dev.vigil.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A page at the other end of the WebSocket: what it heard, and with which code it was closed. */
final class WardListener implements WebSocket.Listener {
  final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  final AtomicInteger closed = new AtomicInteger();
  private final StringBuilder part = new StringBuilder();
  private boolean left;
  private volatile @Nullable WebSocket socket;

  static URI address(TestServer server) {
    return URI.create(server.uri("/ws").toString().replace("http", "ws"));
  }

  static WardListener byToken(TestServer server) {
    return connect(server, "none", "{\"token\":\"" + TestServer.TOKEN.secret() + "\"}");
  }

  /** Connects with this session's cookie and says hello. */
  static WardListener connect(TestServer server, String session, String hello) {
    return connect(server, session, hello, null);
  }

  /** The same of a page that has heard so far before. */
  static WardListener connect(
      TestServer server, String session, String hello, @Nullable String heard) {
    return asking(server, session, hello, heard == null ? "" : "?heard=" + encoded(heard));
  }

  /** The same of a page that wants to hear of these wards alone. */
  static WardListener ofWards(TestServer server, String session, String hello, String... wards) {
    String query =
        Stream.of(wards).map(ward -> "ward=" + encoded(ward)).collect(Collectors.joining("&"));
    return asking(server, session, hello, "?" + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static WardListener asking(
      TestServer server, String session, String hello, String query) {
    WardListener listener = new WardListener();
    server
        .http
        .newWebSocketBuilder()
        .header("Cookie", SignedIn.COOKIE + "=" + session)
        .buildAsync(URI.create(address(server) + query), listener)
        .thenCompose(socket -> socket.sendText(hello, true))
        .thenAccept(socket -> listener.socket = socket)
        .exceptionally(closedBefore -> null)
        .join();
    return listener;
  }

  List<JsonNode> ofType(String type) {
    return messages.stream().filter(m -> m.path("type").asText().equals(type)).toList();
  }

  /** The newest message of the type. */
  JsonNode last(String type) {
    List<JsonNode> all = ofType(type);
    return all.isEmpty() ? Json.mapper().nullNode() : all.get(all.size() - 1);
  }

  /** Says something; a connection that was closed before hears nothing. */
  void say(String text) {
    WebSocket open = socket;
    if (open != null) {
      open.sendText(text, true).exceptionally(closedBefore -> open).join();
    }
  }

  /** Ends the connection without a word; what comes after that is not heard. */
  synchronized void leave() {
    left = true;
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }

  @Override
  public synchronized @Nullable CompletionStage<?> onText(
      WebSocket socket, CharSequence data, boolean last) {
    part.append(data);
    if (last && !left) {
      try {
        messages.add(Json.mapper().readTree(part.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      part.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    closed.set(status);
    return null;
  }
}
