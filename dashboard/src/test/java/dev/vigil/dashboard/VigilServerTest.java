package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.dashboard.registry.InMemoryContextLog;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.dashboard.ward.WardView;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Command;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.Tick;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VigilServerTest {
  private static final long NOW = 1_772_000_000L;
  private static final Token TOKEN = new Token("anna", "a".repeat(43));

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WardView ward = new WardView();
  private final InMemoryContextLog log = new InMemoryContextLog(ward::apply);
  private final PatientRegistry registry = PatientRegistry.open(log, () -> NOW);
  private VigilServer server;

  @BeforeEach
  void start() throws Exception {
    ward.apply(new Tick(NOW, "test"));
    ward.setReady(true);
    ServerParts parts =
        new ServerParts(
            registry,
            ward,
            log,
            (patient, vital, from, to) -> List.of(new HistoryReader.Point(from, 81.5)),
            () -> (JsonNode) Json.mapper().createObjectNode().put("kafka", "up"),
            () -> (JsonNode) Json.mapper().createObjectNode().put("mismatchCount", 0),
            new ServerParts.Metrics(new SimpleMeterRegistry(), () -> "vigil_up 1\n"));
    ServerSettings settings = new ServerSettings("127.0.0.1", 0, TOKEN, Duration.ofMillis(50));
    server =
        VigilServer.start(vertx, settings, parts).toCompletionStage().toCompletableFuture().get();
    registry.admit(Admission.of("p1", Origin.DEMO, "A", "1"), "anna").toCompletableFuture().get();
  }

  @AfterEach
  void stop() throws Exception {
    server.close().toCompletionStage().toCompletableFuture().get();
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @Test
  void api_withoutOrWithAWrongToken_saysNothing() throws Exception {
    for (String path :
        List.of(
            "/api/status",
            "/api/patients",
            "/api/patients/p1",
            "/api/patients/p1/history",
            "/api/alerts",
            "/api/nothing")) {
      HttpResponse<String> none = send(HttpRequest.newBuilder(uri(path)).build());
      HttpResponse<String> wrong =
          send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer x").build());

      assertThat(none.statusCode()).as(path).isEqualTo(401);
      assertThat(wrong.statusCode()).as(path).isEqualTo(401);
      assertThat(wrong.body()).contains("remedy").doesNotContain("p1");
    }
  }

  @Test
  void everyAnswer_hasTheSecurityHeaders() throws Exception {
    for (String path : List.of("/", "/ward.html", "/api/alerts", "/metrics", "/none")) {
      HttpResponse<String> answer = get(path);

      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .as(path)
          .hasValueSatisfying(
              policy ->
                  assertThat(policy).startsWith("default-src 'self'").doesNotContain("unsafe"));
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }
    assertThat(get("/api/alerts").headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void pages_needNoTokenAndLoadThreeFromOneModule() throws Exception {
    assertThat(send(HttpRequest.newBuilder(uri("/")).build()).body())
        .contains("Not a medical device")
        .doesNotContain("<script>")
        .doesNotContain("style=");
    assertThat(get("/three/OrbitControls.js").body())
        .contains("from '/three/three.module.min.js'")
        .doesNotContain("from 'three'");
    HttpResponse<String> page = get("/board.js");
    HttpRequest again =
        request("/board.js")
            .header("If-None-Match", page.headers().firstValue("ETag").orElseThrow())
            .build();
    assertThat(send(again).statusCode()).isEqualTo(304);
    assertThat(get("/../TokenFile.class").statusCode()).isEqualTo(404);
  }

  @Test
  void statusMetricsAndHistory_comeFromTheirSources() throws Exception {
    assertThat(json(get("/api/status")).path("kafka").asText()).isEqualTo("up");
    assertThat(send(HttpRequest.newBuilder(uri("/metrics")).build()).body())
        .isEqualTo("vigil_up 1\n");
    JsonNode history = json(get("/api/patients/p1/history?vital=heart-rate&from=1000&to=2000"));
    assertThat(history.path("points").toString()).isEqualTo("[[1000,81.5]]");
    assertThat(history.path("unit").asText()).isEqualTo("/min");
    assertThat(get("/api/patients/p1/history?vital=mood&from=1&to=2").statusCode()).isEqualTo(400);
    assertThat(get("/api/patients/p1/history?vital=spo2&from=2&to=1").statusCode()).isEqualTo(400);
    assertThat(get("/api/patients/p9/history?vital=spo2&from=1&to=2").statusCode()).isEqualTo(404);
  }

  @Test
  void patient_isAdmittedChangedMovedAndDischarged() throws Exception {
    String admission = "{\"patient\":\"p2\",\"ward\":\"A\",\"bed\":\"2\",\"ageYears\":70}";
    assertThat(post("/api/patients", admission).statusCode()).isEqualTo(201);
    assertThat(post("/api/patients", admission).statusCode()).isEqualTo(409);

    HttpRequest change =
        request("/api/patients/p2")
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    "{\"version\":1,\"because\":\"round\","
                        + "\"limits\":{\"heart-rate\":{\"low\":50,\"high\":110}}}"))
            .build();
    assertThat(json(send(change)).path("version").asInt()).isEqualTo(2);
    assertThat(
            json(post("/api/patients/p2/transfer", "{\"version\":2,\"ward\":\"A\",\"bed\":\"5\"}"))
                .path("bed")
                .asText())
        .isEqualTo("5");
    assertThat(post("/api/patients/p2/discharge", "{\"version\":2}").statusCode()).isEqualTo(409);
    JsonNode discharged = json(post("/api/patients/p2/discharge", "{\"version\":3}"));
    assertThat(discharged.path("by").asText()).isEqualTo("anna");
    assertThat(json(get("/api/patients")).path("patients")).hasSize(1);
  }

  @Test
  void manyPatients_areAdmittedWithOneRequest() throws Exception {
    List<String> admissions = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      admissions.add("{\"patient\":\"r" + i + "\",\"ward\":\"A\",\"bed\":\"" + i + "\"}");
    }
    admissions.add("{\"patient\":\"p1\",\"ward\":\"A\",\"bed\":\"1\"}");

    JsonNode answer = json(post("/api/patients", "[" + String.join(",", admissions) + "]"));

    assertThat(answer.path("admitted").asInt()).isEqualTo(2_000);
    assertThat(answer.path("refused")).hasSize(1);
    assertThat(answer.path("refused").get(0).path("patient").asText()).isEqualTo("p1");
  }

  @Test
  void badBodies_endInASentenceThatDoesNotRepeatThem() throws Exception {
    for (String body :
        List.of(
            "",
            "null",
            "{",
            "[]",
            "[null]",
            "42",
            "{\"patient\":\"secret name\",\"ward\":\"A\",\"bed\":\"1\"}",
            "{\"patient\":\"p3\",\"bed\":\"1\"}",
            "{\"patient\":\"p3\",\"ward\":\"A\",\"bed\":\"1\",\"secret\":1}",
            "{\"patient\":\"p3\",\"ward\":\"A\",\"bed\":\"1\",\"spo2Scale\":7}",
            "{\"patient\":\"p3\",\"ward\":\"\",\"bed\":\"1\"}")) {
      HttpResponse<String> answer = post("/api/patients", body);

      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(json(answer).path("expected").asText()).as(body).isNotBlank();
      assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
    }
    assertThat(post("/api/patients", "[" + " ".repeat(5 << 20) + "]").statusCode()).isEqualTo(413);
    assertThat(json(get("/api/patients")).path("patients")).hasSize(1);
  }

  @Test
  void acknowledgement_goesIntoTheLog() throws Exception {
    raise(1, 1);

    HttpResponse<String> answer = post("/api/alerts/a1/acknowledge", "{\"sequence\":1}");

    assertThat(answer.statusCode()).isEqualTo(202);
    Command command = (Command) log.appended().get(log.appended().size() - 1);
    assertThat(command.alert()).isEqualTo("a1");
    assertThat(command.patient()).isEqualTo("p1");
    assertThat(command.by()).isEqualTo("anna");
    assertThat(command.id()).isEqualTo(json(answer).path("command").asText());
    assertThat(post("/api/alerts/a1/acknowledge", "{\"sequence\":2}").statusCode()).isEqualTo(400);
    assertThat(post("/api/alerts/none/acknowledge", "{\"sequence\":1}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void logAway_isSaidWithAPauseToWait() throws Exception {
    raise(1, 1);
    log.setLogAway(true);

    HttpResponse<String> answer = post("/api/alerts/a1/acknowledge", "{\"sequence\":1}");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void socket_withAWrongToken_isClosedWithoutAWord() {
    Listener listener = connect("{\"token\":\"x\"}");

    await().untilAsserted(() -> assertThat(listener.closed).hasValue(4401));
    assertThat(listener.messages).isEmpty();
  }

  @Test
  void socket_getsWelcomeSnapshotUpdatesAndBeats() {
    ward.apply(readings(NOW, 700));
    Listener listener = connect(hello());

    await().untilAsserted(() -> assertThat(listener.ofType("snapshot")).hasSize(1));
    JsonNode patient = listener.ofType("snapshot").get(0).path("ward").path("patients").get(0);
    assertThat(patient.path("vitals").path("heart-rate").path("value").asDouble()).isEqualTo(70);
    assertThat(listener.ofType("welcome").get(0).path("name").asText()).isEqualTo("anna");

    ward.apply(readings(NOW + 1, 800));
    await().untilAsserted(() -> assertThat(listener.ofType("update")).isNotEmpty());
    JsonNode update = listener.ofType("update").get(0).path("patients").get(0);
    assertThat(update.path("vitals").path("heart-rate").path("value").asDouble()).isEqualTo(80);
    await().untilAsserted(() -> assertThat(listener.ofType("beat")).isNotEmpty());
    assertThat(listener.ofType("beat").get(0).path("now").asLong()).isEqualTo(NOW);
  }

  @Test
  void socket_conflatesValuesButNeverTransitions() {
    Listener listener = connect(hello());
    await().untilAsserted(() -> assertThat(listener.ofType("snapshot")).hasSize(1));

    for (int i = 1; i <= 300; i++) {
      ward.apply(readings(NOW + i % 50, 700 + i));
      raise(i, i);
    }

    await()
        .untilAsserted(
            () ->
                assertThat(
                        listener.ofType("event").stream()
                            .map(message -> message.path("event").path("transition"))
                            .filter(transition -> !transition.isMissingNode())
                            .map(transition -> transition.path("sequence").asInt()))
                    .containsExactlyElementsOf(
                        java.util.stream.IntStream.rangeClosed(1, 300).boxed().toList()));
    assertThat(listener.ofType("update")).hasSizeLessThan(20);
  }

  @Test
  void portTaken_isSaidByName() {
    ServerParts parts =
        new ServerParts(
            registry,
            ward,
            log,
            (patient, vital, from, to) -> List.of(),
            () -> (JsonNode) Json.mapper().createObjectNode(),
            () -> (JsonNode) Json.mapper().createObjectNode(),
            new ServerParts.Metrics(new SimpleMeterRegistry(), () -> ""));

    assertThatThrownBy(
            () ->
                VigilServer.start(
                        vertx, ServerSettings.of("127.0.0.1", server.port(), TOKEN), parts)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get())
        .hasMessageContaining("can't listen on 127.0.0.1:" + server.port());
  }

  private void raise(int sequence, long number) {
    AlertTransition raised =
        new AlertTransition(
            "a1",
            sequence,
            "p1",
            Origin.DEMO,
            "A",
            "1",
            "hr-high",
            AlertTransition.Kind.LIMIT,
            AlertTransition.State.ACTIVE,
            Priority.HIGH,
            AlertTransition.Cause.RAISED,
            NOW,
            NOW,
            null,
            "Heart rate is above 130 /min",
            new Evidence(List.of(), null, null, null, "below 128 /min"));
    OutputNumber output = new OutputNumber(number, NOW, 0);
    ward.applyTransition(raised, output);
    ward.applyEpisode("p1", new Episode("p1", NOW, List.of(raised)), output);
  }

  private static Readings readings(long measured, long value) {
    return new Readings(
        "p1", NOW, "http", List.of(Reading.of("heart-rate", "mon-1", measured, value)));
  }

  private static String hello() {
    return "{\"token\":\"" + TOKEN.secret() + "\"}";
  }

  private Listener connect(String hello) {
    Listener listener = new Listener();
    http.newWebSocketBuilder()
        .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/ws"), listener)
        .join()
        .sendText(hello, true)
        .join();
    return listener;
  }

  private static final class Listener implements WebSocket.Listener {
    final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    final AtomicInteger closed = new AtomicInteger();
    private final StringBuilder part = new StringBuilder();

    List<JsonNode> ofType(String type) {
      return messages.stream().filter(m -> m.path("type").asText().equals(type)).toList();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        try {
          messages.add(Json.mapper().readTree(part.toString()));
        } catch (java.io.IOException e) {
          throw new java.io.UncheckedIOException(e);
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

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN.secret());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).build());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
        .get(10, TimeUnit.SECONDS);
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return Json.mapper().readTree(response.body());
  }
}
