package dev.vigil.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.WardNews.Opening;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.ward.WardChanges;
import dev.vigil.dashboard.ward.WardEvent;
import dev.vigil.dashboard.ward.WardView;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every connected page what happens: a snapshot after sign-in, then changed values at most
 * every {@value #FLUSH_MILLIS} ms, events one by one within {@value #EVENT_MILLIS} ms, the most
 * urgent first (in a storm the others later), and a beat. Each page hears of those of its caller's
 * wards only that it asks for. Runs on one event loop, which no page may hold up: of more than
 * {@value #PART} patients a snapshot has the first, and the others follow in updates, as do those
 * whose values found no room.
 *
 * <p>Messages have a {@code type}: {@code welcome}, {@code snapshot}, {@code update}, {@code
 * event}, {@code beat}, {@code presence}. Who comes without a session says first {@code {"token":
 * …}}, within {@value #HELLO_MILLIS} ms. After that a page says only where it is ({@link
 * PresenceMessage}).
 *
 * <p>Snapshot, beat and transition say the {@link WardPosition} that the page has heard with it.
 * One that comes again with it gets the transitions that it missed, each once and in their order,
 * and then a snapshot; {@code resumed} in its welcome says whether that was possible.
 */
final class WardBroadcast {
  private static final Logger LOG = LoggerFactory.getLogger(WardBroadcast.class);

  static final long FLUSH_MILLIS = 200;
  static final long EVENT_MILLIS = 20;
  private static final long HELLO_MILLIS = 5_000;
  private static final int MOST_CLIENTS = 500;

  /** Patients who are shown whole in one message. */
  static final int PART = 250;

  /** Such messages that are written between two flushes, besides snapshots. */
  private static final int MOST_PARTS = 2;

  private static final String HELLO = "{}";
  private static final short POLICY_VIOLATION = 1008;
  private static final short UNAUTHORIZED = 4401;
  private static final short SERVICE_RESTART = 1012;
  private static final short TRY_AGAIN_LATER = 1013;

  private final Vertx vertx;
  private final WardView ward;
  private final SignedIn signedIn;
  private final Gate gate;
  private final Map<ServerWebSocket, WardClient> clients = new LinkedHashMap<>();
  private final WardPresence presence;
  private final Counter messages;
  private final WardMessages texts = new WardMessages();
  private long told;
  private int parts;

  WardBroadcast(Vertx vertx, WardView ward, SignedIn signedIn, Gate gate, MeterRegistry meters) {
    this.vertx = requireNonNull(vertx, "vertx is null");
    this.ward = requireNonNull(ward, "ward is null");
    this.signedIn = requireNonNull(signedIn, "signedIn is null");
    this.gate = requireNonNull(gate, "gate is null");
    presence = new WardPresence(ward::wardOf);
    messages = meters.counter("vigil_ward_messages_total");
    meters.gaugeMapSize("vigil_ward_clients", List.of(), clients);
  }

  /** Takes a new connection. */
  void accept(ServerWebSocket socket, WardHello hello) {
    socket.exceptionHandler(broken -> socket.close());
    Caller caller = ofSession(hello.session());
    if (caller != null) {
      socket.closeHandler(closed -> remove(socket));
      admit(new WardClient(socket, caller, hello), socket);
      return;
    }
    long timer = vertx.setTimer(HELLO_MILLIS, late -> socket.close(UNAUTHORIZED, "no token came"));
    socket.closeHandler(
        closed -> {
          vertx.cancelTimer(timer);
          remove(socket);
        });
    socket.textMessageHandler(
        message -> {
          vertx.cancelTimer(timer);
          socket.textMessageHandler(ignored -> {});
          Caller byToken = signedIn.ofToken(presented(message));
          if (byToken == null) {
            socket.close(UNAUTHORIZED, "the token is wrong");
          } else {
            admit(new WardClient(socket, byToken, hello.withoutSession()), socket);
          }
        });
  }

  private void admit(WardClient client, ServerWebSocket socket) {
    if (clients.size() >= MOST_CLIENTS) {
      client.close(TRY_AGAIN_LATER, "too many pages");
      return;
    }
    // What happened until now goes to the others first: the snapshot has it already.
    flush(true);
    gate.watches(client.caller(), socket);
    clients.put(socket, client);
    socket.textMessageHandler(message -> said(client, message));
    String heard = client.heard();
    List<WardEvent> missed = heard == null ? List.of() : missed(heard, client.sight());
    client.event(texts.welcome(client.caller(), heard == null ? null : missed != null));
    if (missed != null) {
      missed.forEach(event -> client.event(texts.event(event, ward.now())));
    }
    client.opening(Opening.of(ward, texts, client.sight(), told));
  }

  /** Null if nobody knows any more what a page with this position has missed. */
  private @Nullable List<WardEvent> missed(String heard, Sight sight) {
    Long number = texts.heard(heard);
    List<WardEvent> all = number == null ? null : ward.transitions(number, told);
    return all == null
        ? null
        : sight.of(new WardChanges(null, List.of(), List.of(), all, false), ward::wardOf).events();
  }

  private void remove(ServerWebSocket socket) {
    WardClient gone = clients.remove(socket);
    if (gone != null) {
      presence.remove(gone);
    }
  }

  /** A page with a session says an empty hello first; anything else is its presence. */
  private void said(WardClient client, String message) {
    if (!message.equals(HELLO) && !presence.take(client, message)) {
      client.close(POLICY_VIOLATION, "not a presence message");
    }
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
    flush(false);
  }

  /** With all events if a snapshot follows: no page is told afterwards of what it has shown. */
  private void flush(boolean snapshot) {
    parts = 0;
    Set<WardClient> behind =
        List.copyOf(clients.values()).stream()
            .filter(WardClient::makeRoom)
            .collect(Collectors.toSet());
    WardChanges changes = snapshot || !behind.isEmpty() ? ward.drainAll() : ward.drain();
    changes.events().forEach(this::count);
    presence.flush();
    forEach(changes, (client, news) -> tell(client, news, behind.contains(client)));
  }

  /** Tells of the events alone: an alert doesn't wait for the values. */
  void flushEvents() {
    WardChanges changes = ward.drainEvents();
    changes.events().forEach(this::count);
    if (!changes.events().isEmpty()) {
      forEach(changes, this::tellEvents);
    }
  }

  private void forEach(WardChanges changes, BiConsumer<WardClient, WardNews> tell) {
    if (clients.isEmpty()) {
      return;
    }
    Map<Sight, WardNews> bySight = new HashMap<>();
    for (WardClient client : List.copyOf(clients.values())) {
      tell.accept(
          client,
          bySight.computeIfAbsent(
              client.sight(), sight -> new WardNews(ward, texts, changes, sight)));
    }
  }

  private void tellEvents(WardClient client, WardNews news) {
    news.events().forEach(client::event);
    messages.increment(news.events().size());
  }

  private void count(WardEvent event) {
    told = event.number() == null ? told : event.number();
  }

  private void tell(WardClient client, WardNews news, boolean needsSnapshot) {
    tellEvents(client, news);
    String values = news.values();
    if (news.isRenewed() || needsSnapshot) {
      client.opening(news.opening(told));
    } else if (values != null) {
      client.values(values, news.changed());
    }
    tellOwed(client, news);
    messages.increment(values == null ? 0.0 : 1.0);
  }

  /** The next of those whom a snapshot left out, or whose values found no room. */
  private void tellOwed(WardClient client, WardNews news) {
    WardNews.Part next = client.owed(PART);
    boolean made = news.hasWhole(next);
    if (next.patients().isEmpty() || (!made && parts >= MOST_PARTS)) {
      return;
    }
    parts += made ? 0 : 1;
    client.whole(news.whole(next), next);
  }

  /** Nobody while the user file can't be read: one page goes dark, not all for want of a beat. */
  private @Nullable Caller ofSession(@Nullable String session) {
    try {
      return signedIn.ofSession(session);
    } catch (IllegalStateException | UncheckedIOException e) {
      LOG.error("a page is closed: {}", e.getMessage());
      return null;
    }
  }

  /** Says that the server lives, and what time it is in the log. */
  void beat() {
    if (clients.isEmpty()) {
      return;
    }
    List.copyOf(clients.values()).forEach(this::recheck);
    String message = texts.beat(ward.now(), ward.isReady(), told);
    List.copyOf(clients.values()).forEach(client -> client.beat(message));
  }

  /** Whose session or user has ended sees nothing more; with other wards the page comes again. */
  private void recheck(WardClient client) {
    String session = client.session();
    if (session == null) {
      return;
    }
    Caller now = ofSession(session);
    if (now == null) {
      client.close(UNAUTHORIZED, "signed out");
    } else if (!now.equals(client.caller())) {
      client.close(SERVICE_RESTART, "other roles or wards");
    }
  }

  void closeAll() {
    List.copyOf(clients.keySet()).forEach(ServerWebSocket::close);
  }
}
