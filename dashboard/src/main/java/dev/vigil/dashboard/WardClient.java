package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.access.Caller;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One connected page after its sign-in. While its connection is full, values are left out (it gets
 * a snapshot when there is room again) and events wait; one that stays full is closed.
 */
final class WardClient {
  private static final int WRITE_QUEUE_BYTES = 1 << 20;
  private static final int MOST_WAITING = 10_000;
  private static final int LONGEST_FULL_FLUSHES = 150;
  private static final short TRY_AGAIN_LATER = 1013;

  private final ServerWebSocket socket;
  private final Caller caller;
  private final @Nullable String session;
  private final Deque<String> waiting = new ArrayDeque<>();
  private boolean missedValues;
  private int fullFlushes;

  WardClient(ServerWebSocket socket, Caller caller, @Nullable String session) {
    this.socket = requireNonNull(socket, "socket is null");
    this.caller = requireNonNull(caller, "caller is null");
    this.session = session;
    socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
  }

  /** Who looks. */
  Caller caller() {
    return caller;
  }

  /** Through which session; null if by token. */
  @Nullable String session() {
    return session;
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
    return missedValues && waiting.isEmpty();
  }

  /** Whole state: whatever was missed is in it. Never before an event that still waits. */
  void snapshot(String message) {
    missedValues = !waiting.isEmpty() || isFull();
    if (!missedValues) {
      write(message);
    }
  }

  /** Newest values: left out where there is no room. */
  void values(String message) {
    if (isFull()) {
      missedValues = true;
    } else {
      write(message);
    }
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
    if (waiting.isEmpty() && !isFull()) {
      write(message);
    }
  }

  /** Never left out, never out of order. */
  void event(String message) {
    if (waiting.isEmpty() && !isFull()) {
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

  private void write(String message) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(message);
    }
  }
}
