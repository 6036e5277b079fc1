package dev.vigil.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.WardNews.Opening;
import dev.vigil.dashboard.WardNews.Part;
import dev.vigil.dashboard.access.Caller;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connected page after its sign-in. While its connection is full, values are left out (their
 * patients are shown whole when there is room again) and events wait; one that stays full is
 * closed.
 */
final class WardClient {
  private static final int WRITE_QUEUE_BYTES = 1 << 20;
  private static final int MOST_WAITING = 10_000;
  private static final int LONGEST_FULL_FLUSHES = 150;
  private static final short TRY_AGAIN_LATER = 1013;

  private final ServerWebSocket socket;
  private final Caller caller;
  private final WardHello hello;
  private final Sight sight;
  private final Deque<String> waiting = new ArrayDeque<>();
  private final Set<String> owed = new LinkedHashSet<>();

  /** Of the owed those of whom the page has not been told at all since its snapshot. */
  private final Set<String> rest = new HashSet<>();

  private boolean needsSnapshot;
  private int fullFlushes;

  WardClient(ServerWebSocket socket, Caller caller, WardHello hello) {
    this.socket = requireNonNull(socket, "socket is null");
    this.caller = requireNonNull(caller, "caller is null");
    this.hello = requireNonNull(hello, "hello is null");
    sight = Sight.of(caller, hello.wards());
    socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
  }

  /** Who looks. */
  Caller caller() {
    return caller;
  }

  /** At which wards. */
  Sight sight() {
    return sight;
  }

  /** Through which session; null if by token. */
  @Nullable String session() {
    return hello.session();
  }

  /** What it had heard before it came; null for a new page. */
  @Nullable String heard() {
    return hello.heard();
  }

  /** Called with every flush; true if it needs a snapshot now. */
  boolean makeRoom() {
    if (isFull()) {
      fullFlushes++;
      if (fullFlushes > LONGEST_FULL_FLUSHES) {
        closeSlow();
      }
      return false;
    }
    fullFlushes = 0;
    while (!waiting.isEmpty() && !isFull()) {
      write(waiting.remove());
    }
    return needsSnapshot && waiting.isEmpty();
  }

  /** All anew: whatever was missed is in it. Never before an event that still waits. */
  void opening(Opening opening) {
    needsSnapshot = !hasRoom();
    if (!needsSnapshot) {
      owed.clear();
      owed.addAll(opening.rest());
      rest.clear();
      rest.addAll(opening.rest());
      write(opening.message());
    }
  }

  /**
   * Newest values: left out where there is no room.
   *
   * @param whose whom they are of
   */
  void values(String message, List<String> whose) {
    if (isFull()) {
      owed.addAll(whose);
    } else {
      write(message);
    }
  }

  /** The next patients who are to be shown whole, at most so many; none while there is no room. */
  Part owed(int most) {
    List<String> next = hasRoom() ? owed.stream().limit(most).toList() : List.of();
    return new Part(next, rest.size() - (int) next.stream().filter(rest::contains).count());
  }

  /** Patients whole. */
  void whole(String message, Part part) {
    part.patients().forEach(owed::remove);
    part.patients().forEach(rest::remove);
    write(message);
  }

  /** Where others are: the next one says it anew. */
  void presence(String message) {
    if (!isFull()) {
      write(message);
    }
  }

  /**
   * Left out without loss where there is no room, or while an event waits: the beat says how far
   * the page has heard.
   */
  void beat(String message) {
    if (hasRoom()) {
      write(message);
    }
  }

  /** Never left out, never out of order. */
  void event(String message) {
    if (hasRoom()) {
      write(message);
    } else if (waiting.size() < MOST_WAITING) {
      waiting.add(message);
    } else {
      closeSlow();
    }
  }

  private void closeSlow() {
    close(TRY_AGAIN_LATER, "too slow");
  }

  /** Ends the connection and says why. */
  void close(short code, String reason) {
    if (!socket.isClosed()) {
      socket.close(code, reason);
    }
  }

  /** A connection that has ended throws at every question until its close handler has run. */
  private boolean isFull() {
    return socket.isClosed() || socket.writeQueueFull();
  }

  private boolean hasRoom() {
    return waiting.isEmpty() && !isFull();
  }

  private void write(String message) {
    if (!socket.isClosed()) {
      // Vert.x cuts a message into frames by recursion, which ends in a stack overflow; and it
      // turns
      // a text into bytes char by char, which took a tenth of a busy Vigil's time. So the brace
      // that
      // every message begins with says that text comes, and all the rest continues it.
      socket.writeFrame(WebSocketFrame.textFrame(message.substring(0, 1), false));
      byte[] rest = message.substring(1).getBytes(UTF_8);
      socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(rest), true));
    }
  }
}
