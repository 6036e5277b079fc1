package dev.vigil.system;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages without a browser: they read what a {@link BoardServer} tells and keep how long its alerts
 * took, in milliseconds.
 */
final class WardClients implements AutoCloseable {
  private static final int MOST_BYTES = 1 << 26;
  private static final Pattern RAISED = Pattern.compile(", (\\d{13})\"");

  private final Vertx vertx = Vertx.vertx();
  private final WebSocketClient client =
      vertx.createWebSocketClient(
          new WebSocketClientOptions()
              .setMaxConnections(1000)
              .setMaxFrameSize(MOST_BYTES)
              .setMaxMessageSize(MOST_BYTES));
  private final ConcurrentLinkedQueue<Long> delays = new ConcurrentLinkedQueue<>();
  private final AtomicLong updates = new AtomicLong();
  private final List<Slow> slow = new ArrayList<>();

  /** Connects so many pages of one session; what happens from now on is told to each of them. */
  void connect(URI link, int pages) throws IOException, InterruptedException {
    List<WebSocket> sockets = open(link, pages);
    List<Future<Void>> shown = new ArrayList<>();
    for (WebSocket socket : sockets) {
      Promise<Void> snapshot = Promise.promise();
      shown.add(snapshot.future());
      socket.textMessageHandler(
          message -> {
            if (message.contains("\"type\":\"snapshot\"")) {
              snapshot.tryComplete();
            }
            took(message);
          });
    }
    resume(sockets);
    got(Future.all(shown));
  }

  /** Connects pages that can be told to stop reading; nothing of theirs is kept. */
  void connectSlow(URI link, int pages) throws IOException, InterruptedException {
    List<WebSocket> sockets = open(link, pages);
    for (WebSocket socket : sockets) {
      Slow page = new Slow(socket, new AtomicLong());
      socket.textMessageHandler(page::took);
      slow.add(page);
    }
    resume(sockets);
  }

  void stopReading() {
    slow.forEach(page -> page.socket.pause());
  }

  void readOn() {
    slow.forEach(page -> page.socket.resume());
  }

  /** Updates that came so far to the slow pages. */
  long slowUpdates() {
    return slow.stream().mapToLong(page -> page.updates.get()).sum();
  }

  /** How long alerts took since the last call, ms. */
  List<Long> delays() {
    List<Long> all = new ArrayList<>();
    for (Long next = delays.poll(); next != null; next = delays.poll()) {
      all.add(next);
    }
    return all;
  }

  /** Updates that came so far to the pages that are not slow. */
  long updates() {
    return updates.get();
  }

  private List<WebSocket> open(URI link, int pages) throws IOException, InterruptedException {
    String cookie = SignedIn.by(link).cookie();
    List<WebSocket> sockets = new ArrayList<>();
    for (int i = 0; i < pages; i++) {
      WebSocketConnectOptions to =
          new WebSocketConnectOptions()
              .setHost(link.getHost())
              .setPort(link.getPort())
              .setURI("/ws");
      to.addHeader("Cookie", cookie);
      sockets.add(got(client.connect(to).map(WardClients::paused)));
    }
    return sockets;
  }

  /** Nothing may come before its handler is there. */
  private static WebSocket paused(WebSocket socket) {
    socket.pause();
    return socket;
  }

  private static void resume(List<WebSocket> sockets) {
    for (WebSocket socket : sockets) {
      socket.resume();
      socket.writeTextMessage("{}");
    }
  }

  private void took(String message) {
    if (isUpdate(message)) {
      updates.incrementAndGet();
    } else if (message.contains("\"type\":\"event\"")
        && !message.contains("\"type\":\"episode\"")) {
      Matcher raised = RAISED.matcher(message);
      if (raised.find()) {
        delays.add(System.currentTimeMillis() - Long.parseLong(raised.group(1)));
      }
    }
  }

  private static <T> T got(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new IOException("the server did not do what a page asks for", e.getCause());
    }
  }

  /** A page that is told when to read. */
  private record Slow(WebSocket socket, AtomicLong updates) {
    void took(String message) {
      if (isUpdate(message)) {
        updates.incrementAndGet();
      }
    }
  }

  private static boolean isUpdate(String message) {
    return message.contains("\"type\":\"update\"");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    got(vertx.close());
  }
}
