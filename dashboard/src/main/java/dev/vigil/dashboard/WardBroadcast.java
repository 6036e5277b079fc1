package dev.vigil.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.ward.WardChanges;
import dev.vigil.dashboard.ward.WardEvent;
import dev.vigil.dashboard.ward.WardSnapshot;
import dev.vigil.dashboard.ward.WardView;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells every connected page what happens: a snapshot after sign-in, then changed values at most
 * every {@value #FLUSH_MILLIS} ms, events one by one within {@value #EVENT_MILLIS} ms, the most
 * urgent first (in a storm the others later), and a beat. Each page hears of its caller's wards
 * only. Runs on one event loop.
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
  static final long FLUSH_MILLIS = 200;
  static final long EVENT_MILLIS = 20;
  private static final long HELLO_MILLIS = 5_000;
  private static final int MOST_CLIENTS = 500;
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

  WardBroadcast(Vertx vertx, WardView ward, SignedIn signedIn, Gate gate, MeterRegistry meters) {
    this.vertx = requireNonNull(vertx, "vertx is null");
    this.ward = requireNonNull(ward, "ward is null");
    this.signedIn = requireNonNull(signedIn, "signedIn is null");
    this.gate = requireNonNull(gate, "gate is null");
    presence = new WardPresence(ward::wardOf);
    messages = meters.counter("vigil_ward_messages_total");
    meters.gaugeMapSize("vigil_ward_clients", List.of(), clients);
  }

  /**
   * Takes a new connection.
   *
   * @param session from its cookie; null where it has none and has to say its token
   * @param heard the position that it has heard; null for a new page
   */
  void accept(ServerWebSocket socket, @Nullable String session, @Nullable String heard) {
    socket.exceptionHandler(broken -> socket.close());
    Caller caller = signedIn.ofSession(session);
    if (caller != null) {
      socket.closeHandler(closed -> remove(socket));
      admit(new WardClient(socket, caller, session), socket, heard);
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
            admit(new WardClient(socket, byToken, null), socket, heard);
          }
        });
  }

  private void admit(WardClient client, ServerWebSocket socket, @Nullable String heard) {
    if (clients.size() >= MOST_CLIENTS) {
      client.close(TRY_AGAIN_LATER, "too many pages");
      return;
    }
    // What happened until now goes to the others first: the snapshot has it already.
    flush(true);
    gate.watches(client.caller(), socket);
    clients.put(socket, client);
    socket.textMessageHandler(message -> said(client, message));
    List<WardEvent> missed = heard == null ? List.of() : missed(heard, client.caller());
    client.event(texts.welcome(client.caller(), heard == null ? null : missed != null));
    if (missed != null) {
      missed.forEach(event -> client.event(texts.event(event, ward.now())));
    }
    client.snapshot(snapshot(client.caller()));
  }

  /** Null if nobody knows any more what a page with this position has missed. */
  private @Nullable List<WardEvent> missed(String heard, Caller caller) {
    Long number = texts.heard(heard);
    List<WardEvent> all = number == null ? null : ward.transitions(number, told);
    return all == null
        ? null
        : seen(new WardChanges(null, List.of(), List.of(), all, false), caller).events();
  }

  /** Who sees all wards hears of patients, too, of whom nobody has said yet where they are. */
  private WardChanges seen(WardChanges all, Caller caller) {
    return caller.seenWards() == null ? all : all.seenBy(caller::sees, ward::wardOf);
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

  private void forEach(WardChanges changes, BiConsumer<WardClient, News> tell) {
    if (clients.isEmpty()) {
      return;
    }
    Map<Optional<Set<String>>, News> bySight = new HashMap<>();
    for (WardClient client : List.copyOf(clients.values())) {
      Caller caller = client.caller();
      tell.accept(
          client,
          bySight.computeIfAbsent(
              Optional.ofNullable(caller.seenWards()), sight -> new News(changes, caller)));
    }
  }

  private void tellEvents(WardClient client, News news) {
    news.events.forEach(client::event);
    messages.increment(news.events.size());
  }

  private void count(WardEvent event) {
    told = event.number() == null ? told : event.number();
  }

  private void tell(WardClient client, News news, boolean missed) {
    tellEvents(client, news);
    String update = news.update;
    if (news.renewed || missed) {
      client.snapshot(news.snapshot());
    } else if (update != null) {
      client.values(update);
    }
    messages.increment(update == null ? 0.0 : 1.0);
  }

  /** What has changed, as all hear it who see the same wards; each message is written once. */
  private final class News {
    private final Caller caller;
    private final boolean renewed;
    private final List<String> events;
    private final @Nullable String update;
    private @Nullable String snapshot;

    News(WardChanges all, Caller caller) {
      WardChanges changes = seen(all, caller);
      this.caller = caller;
      renewed = changes.renewed();
      events = changes.events().stream().map(event -> texts.event(event, changes.now())).toList();
      update = changes.hasValues() ? texts.update(changes) : null;
    }

    String snapshot() {
      String made = snapshot == null ? WardBroadcast.this.snapshot(caller) : snapshot;
      snapshot = made;
      return made;
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
    Caller now = signedIn.ofSession(session);
    if (now == null) {
      client.close(UNAUTHORIZED, "signed out");
    } else if (!now.equals(client.caller())) {
      client.close(SERVICE_RESTART, "other roles or wards");
    }
  }

  void closeAll() {
    List.copyOf(clients.keySet()).forEach(ServerWebSocket::close);
  }

  private String snapshot(Caller caller) {
    WardSnapshot all = ward.snapshot();
    return texts.snapshot(caller.seenWards() == null ? all : all.seenBy(caller::sees), told);
  }
}
