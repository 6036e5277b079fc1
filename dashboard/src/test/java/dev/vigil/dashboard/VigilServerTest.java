package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.models.InMemoryModelLog;
import dev.vigil.dashboard.technical.InMemoryRecordLog;
import dev.vigil.schemas.Json;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VigilServerTest {
  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
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
      HttpResponse<String> none = server.send(HttpRequest.newBuilder(server.uri(path)).build());
      HttpResponse<String> wrong =
          server.send(
              HttpRequest.newBuilder(server.uri(path)).header("Authorization", "Bearer x").build());

      assertThat(none.statusCode()).as(path).isEqualTo(401);
      assertThat(wrong.statusCode()).as(path).isEqualTo(401);
      assertThat(wrong.body()).contains("remedy").doesNotContain("p1");
    }
  }

  @Test
  void page_isInTheLanguageThatWasChosen_elseInTheBrowsers_elseInEnglish() throws Exception {
    assertThat(page("fr", null)).contains("<html lang=\"en\"").contains("NOT LIVE");
    assertThat(page("fr, zh-CN;q=0.8, en;q=0.5", null)).contains("<html lang=\"zh\"");
    assertThat(page("zh-CN", "en")).contains("<html lang=\"en\"");
    assertThat(page("en", "zh")).contains("<html lang=\"zh\"").doesNotContain("NOT LIVE");
    assertThat(page("en", "../zh")).contains("<html lang=\"en\"");
    assertThat(server.get("/").headers().firstValue("Vary")).hasValue("Cookie, Accept-Language");
  }

  private String page(String browser, @Nullable String chosen) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri("/")).header("Accept-Language", browser);
    if (chosen != null) {
      request.header("Cookie", "vigil-language=" + chosen);
    }
    return server.send(request.build()).body();
  }

  @Test
  void everyAnswer_hasTheSecurityHeaders() throws Exception {
    for (String path : List.of("/", "/ward.html", "/api/alerts", "/metrics", "/none")) {
      HttpResponse<String> answer = server.get(path);

      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .as(path)
          .hasValueSatisfying(
              policy ->
                  assertThat(policy).startsWith("default-src 'self'").doesNotContain("unsafe"));
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }
    assertThat(server.get("/api/alerts").headers().firstValue("Cache-Control"))
        .hasValue("no-store");
  }

  @Test
  void pages_needNoTokenAndLoadThreeFromOneModule() throws Exception {
    assertThat(server.send(HttpRequest.newBuilder(server.uri("/")).build()).body())
        .contains("Not a medical device")
        .doesNotContain("<script>")
        .doesNotContain("style=");
    assertThat(server.get("/ward.html").body())
        .contains("Not a medical device", "NOT LIVE", "id=\"scene\"")
        .doesNotContain("<!-- place", "<!-- part");
    assertThat(server.get("/three/BufferGeometryUtils.js").body())
        .contains("from '/three/three.module.min.js'")
        .doesNotContain("from 'three'");
    HttpResponse<String> page = server.get("/board.js");
    HttpRequest again =
        server
            .request("/board.js")
            .header("If-None-Match", page.headers().firstValue("ETag").orElseThrow())
            .build();
    assertThat(server.send(again).statusCode()).isEqualTo(304);
    assertThat(server.get("/../TokenFile.class").statusCode()).isEqualTo(404);
  }

  @Test
  void statusMetricsAndHistory_comeFromTheirSources() throws Exception {
    assertThat(TestServer.json(server.get("/api/status")).path("kafka").asText()).isEqualTo("up");
    assertThat(server.send(HttpRequest.newBuilder(server.uri("/metrics")).build()).body())
        .isEqualTo("vigil_up 1\n");
    server.history.add(TestServer.readings(1000, 815));
    JsonNode history =
        TestServer.json(server.get("/api/patients/p1/history?vital=heart-rate&from=1000&to=2000"));
    assertThat(history.path("points").toString()).isEqualTo("[[1000,81.5]]");
    assertThat(history.path("unit").asText()).isEqualTo("/min");
    assertThat(server.get("/api/patients/p1/history?vital=mood&from=1&to=2").statusCode())
        .isEqualTo(400);
    assertThat(server.get("/api/patients/p1/history?vital=spo2&from=2&to=1").statusCode())
        .isEqualTo(400);
    assertThat(server.get("/api/patients/p9/history?vital=spo2&from=1&to=2").statusCode())
        .isEqualTo(404);
  }

  @Test
  void patient_isAdmittedChangedMovedAndDischarged() throws Exception {
    String admission = "{\"patient\":\"p2\",\"ward\":\"A\",\"bed\":\"2\",\"ageYears\":70}";
    assertThat(server.post("/api/patients", admission).statusCode()).isEqualTo(201);
    assertThat(server.post("/api/patients", admission).statusCode()).isEqualTo(409);

    HttpRequest change =
        server
            .request("/api/patients/p2")
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    "{\"version\":1,\"because\":\"round\","
                        + "\"limits\":{\"heart-rate\":{\"low\":50,\"high\":110}}}"))
            .build();
    assertThat(TestServer.json(server.send(change)).path("version").asInt()).isEqualTo(2);
    assertThat(
            TestServer.json(
                    server.post(
                        "/api/patients/p2/transfer",
                        "{\"version\":2,\"ward\":\"A\",\"bed\":\"5\"}"))
                .path("bed")
                .asText())
        .isEqualTo("5");
    assertThat(server.post("/api/patients/p2/discharge", "{\"version\":2}").statusCode())
        .isEqualTo(409);
    JsonNode discharged =
        TestServer.json(server.post("/api/patients/p2/discharge", "{\"version\":3}"));
    assertThat(discharged.path("by").asText()).isEqualTo("anna");
    assertThat(TestServer.json(server.get("/api/patients")).path("patients")).hasSize(1);
  }

  @Test
  void manyPatients_areAdmittedWithOneRequest() throws Exception {
    List<String> admissions = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      admissions.add("{\"patient\":\"r" + i + "\",\"ward\":\"A\",\"bed\":\"" + i + "\"}");
    }
    admissions.add("{\"patient\":\"p1\",\"ward\":\"A\",\"bed\":\"1\"}");

    JsonNode answer =
        TestServer.json(server.post("/api/patients", "[" + String.join(",", admissions) + "]"));

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
      HttpResponse<String> answer = server.post("/api/patients", body);

      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(TestServer.json(answer).path("expected").asText()).as(body).isNotBlank();
      assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
    }
    assertThat(server.post("/api/patients", "[" + " ".repeat(5 << 20) + "]").statusCode())
        .isEqualTo(413);
    assertThat(TestServer.json(server.get("/api/patients")).path("patients")).hasSize(1);
  }

  @Test
  void logAway_isSaidWithAPauseToWait() throws Exception {
    server.raise(1, 1);
    server.log.setLogAway(true);

    HttpResponse<String> answer = server.post("/api/alerts/a1/acknowledge", "{\"sequence\":1}");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void portTaken_isSaidByName() {
    ServerParts parts =
        new ServerParts(
            server.registry,
            server.ward,
            server.log,
            InMemoryModelLog.registry(() -> 0),
            new InMemoryPolicy(),
            server.history,
            observed -> CompletableFuture.completedFuture(List.of()),
            () -> (JsonNode) Json.mapper().createObjectNode(),
            () -> (JsonNode) Json.mapper().createObjectNode(),
            server.access,
            server.audit,
            InMemoryRecordLog.watch(List::of, server.registry, () -> 0),
            new InMemoryCalls(() -> TestServer.NOW),
            new NoLogStreams(),
            server.drills,
            new ServerParts.Metrics(new SimpleMeterRegistry(), () -> ""));

    assertThatThrownBy(
            () ->
                VigilServer.start(
                        server.vertx,
                        ServerSettings.of("127.0.0.1", server.port(), TestServer.TOKEN),
                        parts)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get())
        .hasMessageContaining("can't listen on 127.0.0.1:" + server.port());
  }
}
