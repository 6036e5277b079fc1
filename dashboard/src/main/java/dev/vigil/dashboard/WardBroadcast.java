package dev.vigil.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.ward.WardChanges;
import dev.vigil.dashboard.ward.WardEvent;
import dev.vigil.dashboard.ward.WardView;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells every connected page what happens: a snapshot after sign-in, then changed values at most
 * every {@value #FLUSH_MILLIS} ms, events one by one, and a beat. Runs on one event loop.
 *
 * <p>Messages have a {@code type}: {@code welcome}, {@code snapshot}, {@code update}, {@code
 * event}, {@code beat}. The first message of a client is {@code {"token": …}}, within {@value
 * #HELLO_MILLIS} ms.
 */
final class WardBroadcast {
  static final long FLUSH_MILLIS = 200;
  private static final long HELLO_MILLIS = 5_000;
  private static final int MOST_CLIENTS = 500;
  private static final short UNAUTHORIZED = 4401;
  private static final short TRY_AGAIN_LATER = 1013;

  private final Vertx vertx;
  private final Token token;
  private final WardView ward;
  private final Map<ServerWebSocket, WardClient> clients = new LinkedHashMap<>();
  private final Counter messages;
  private final String welcome;

  WardBroadcast(Vertx vertx, Token token, WardView ward, MeterRegistry meters) {
    this.vertx = requireNonNull(vertx, "vertx is null");
    this.token = requireNonNull(token, "token is null");
    this.ward = requireNonNull(ward, "ward is null");
    messages = meters.counter("vigil_ward_messages_total");
    meters.gaugeMapSize("vigil_ward_clients", List.of(), clients);
    welcome = text(Map.of("type", "welcome", "name", token.name(), "vitals", VitalSignCard.all()));
  }

  /** Takes a connection that has not said its token yet. */
  void accept(ServerWebSocket socket) {
    long timer = vertx.setTimer(HELLO_MILLIS, late -> socket.close(UNAUTHORIZED, "no token came"));
    socket.closeHandler(
        closed -> {
          vertx.cancelTimer(timer);
          clients.remove(socket);
        });
    socket.exceptionHandler(broken -> socket.close());
    socket.textMessageHandler(
        message -> {
          vertx.cancelTimer(timer);
          socket.textMessageHandler(ignored -> {});
          if (!token.matches(presented(message))) {
            socket.close(UNAUTHORIZED, "the token is wrong");
          } else if (clients.size() >= MOST_CLIENTS) {
            socket.close(TRY_AGAIN_LATER, "too many pages");
          } else {
            admit(socket);
          }
        });
  }

  private void admit(ServerWebSocket socket) {
    // What happened until now goes to the others first: the snapshot has it already.
    flush();
    WardClient client = new WardClient(socket);
    clients.put(socket, client);
    client.event(welcome);
    client.snapshot(snapshot());
  }

  private static @Nullable String presented(String message) {
    try {
      JsonNode hello = Json.decode(message.getBytes(UTF_8), JsonNode.class);
      return hello.path("token").textValue();
    } catch (MalformedRecordException e) {
      return null;
    }
  }

  /** Tells what has changed since the last time. */
  void flush() {
    WardChanges changes = ward.drain();
    if (clients.isEmpty()) {
      return;
    }
    String snapshot = changes.renewed() ? snapshot() : null;
    List<String> events = new ArrayList<>(changes.events().size());
    changes.events().forEach(event -> events.add(event(event, changes.now())));
    String update = changes.hasValues() ? update(changes) : null;
    for (WardClient client : List.copyOf(clients.values())) {
      boolean missed = client.makeRoom();
      events.forEach(client::event);
      if (snapshot != null || missed) {
        snapshot = snapshot == null ? snapshot() : snapshot;
        client.snapshot(snapshot);
      } else if (update != null) {
        client.values(update);
      }
    }
    messages.increment(clients.size() * (events.size() + (update == null ? 0.0 : 1.0)));
  }

  /** Says that the server lives, and what time it is in the log. */
  void beat() {
    if (clients.isEmpty()) {
      return;
    }
    Map<String, Object> beat = new LinkedHashMap<>();
    beat.put("type", "beat");
    beat.put("now", ward.now());
    beat.put("ready", ward.isReady());
    String message = text(beat);
    List.copyOf(clients.values()).forEach(client -> client.beat(message));
  }

  void closeAll() {
    List.copyOf(clients.keySet()).forEach(ServerWebSocket::close);
  }

  private String snapshot() {
    return text(Map.of("type", "snapshot", "ward", ward.snapshot()));
  }

  private static String event(WardEvent event, @Nullable Long now) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", "event");
    message.put("now", now);
    message.put("event", event);
    return text(message);
  }

  private static String update(WardChanges changes) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", "update");
    message.put("now", changes.now());
    message.put("patients", changes.patients());
    message.put("gone", changes.gone());
    return text(message);
  }

  private static String text(Object message) {
    return new String(Json.encode(message), UTF_8);
  }
}
