package dev.vigil.app.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A gateway that accepts all, until it is told to refuse all. */
public final class AcceptingGateway implements AutoCloseable {
  private final HttpServer http;
  private final SortedSet<Long> measured = Collections.synchronizedSortedSet(new TreeSet<>());

  private volatile boolean refuses;

  public AcceptingGateway() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/v1/readings", this::accept);
    http.start();
  }

  /** From now on nothing is taken, or all again. */
  void refuse(boolean all) {
    refuses = all;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
  }

  /** The seconds of which something came. */
  List<Long> measured() {
    synchronized (measured) {
      return List.copyOf(measured);
    }
  }

  private void accept(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (refuses) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      JsonNode readings = Json.mapper().readTree(exchange.getRequestBody());
      readings.forEach(reading -> measured.add(reading.path("measured").asLong()));
      List<String> verdicts = Collections.nCopies(readings.size(), "{\"verdict\":\"accepted\"}");
      byte[] answer = ("{\"verdicts\":[" + String.join(",", verdicts) + "]}").getBytes(UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
