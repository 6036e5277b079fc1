package dev.vigil.system;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vigil.alerting.channels.WebhookChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what is posted to it, or doesn't. */
final class CallReceiver implements AutoCloseable {
  /** What came and was taken. */
  final List<Headers> taken = new CopyOnWriteArrayList<>();

  /** What it said. */
  final List<String> bodies = new CopyOnWriteArrayList<>();

  /** The status that it answers with. */
  volatile int status = 200;

  private final HttpServer server;

  CallReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      int answer = status;
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (answer / 100 == 2) {
        bodies.add(body);
        taken.add(exchange.getRequestHeaders());
      }
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  /** The idempotency keys of the transitions that were taken, {@code alert/sequence}, in order. */
  List<String> transitions() {
    return taken.stream()
        .filter(headers -> "alert".equals(headers.getFirst(WebhookChannel.KIND_HEADER)))
        .map(headers -> headers.getFirst(WebhookChannel.KEY_HEADER))
        .toList();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
