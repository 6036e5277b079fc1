package dev.vigil.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vigil.dashboard.TokenFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Answers as a Vigil does, and runs commands against it with its data folder. */
final class FakeServer implements AutoCloseable {
  private final HttpServer http;
  private final Path data;
  private final String secret;
  private final Map<String, UnaryOperator<String>> answers =
      Collections.synchronizedMap(new HashMap<>());
  private final Map<String, Integer> statuses = Collections.synchronizedMap(new HashMap<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  FakeServer(Path data) throws IOException {
    this.data = data;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::handle);
    http.start();
    Files.createDirectories(data);
    Files.writeString(data.resolve("server.url"), uri() + "\n");
    secret = TokenFile.openOrCreate(data.resolve("server.token"), "ann").secret();
  }

  /** What a command said and ended with. */
  record Ran(int code, String out, String err) {}

  String uri() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** {@code GET /api/patients} is answered with that. */
  FakeServer answer(String methodAndPath, String json) {
    return answer(methodAndPath, body -> json);
  }

  FakeServer answer(String methodAndPath, UnaryOperator<String> ofBody) {
    answers.put(methodAndPath, ofBody);
    return this;
  }

  FakeServer refuse(String methodAndPath, int status, String json) {
    statuses.put(methodAndPath, status);
    return answer(methodAndPath, json);
  }

  /** {@code GET /api/patients} and so on, with the body behind it if there was one. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  Ran vigil(VigilCommand command, String... args) {
    return vigil(data, command, args);
  }

  static Ran vigil(Path data, VigilCommand command, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--data");
    all.add(data.toString());
    int code =
        Vigil.commandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }

  private void handle(HttpExchange exchange) throws IOException {
    String what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    requests.add(body.isEmpty() ? what : what + " " + body);
    boolean gateway = what.equals("POST /v1/readings");
    boolean known =
        ("Bearer " + secret).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    UnaryOperator<String> answer = answers.get(what);
    int status = answer == null ? 404 : statuses.getOrDefault(what, 200);
    String json = answer == null ? "{\"error\":\"there is nothing here\"}" : answer.apply(body);
    send(exchange, known || gateway ? status : 401, json);
  }

  private static void send(HttpExchange exchange, int status, String json) {
    byte[] bytes = json.getBytes(UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
