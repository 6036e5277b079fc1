package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Json;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchRoutesTest {
  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void outcomes_areKeptWithWhoAndWhen_andOnceHoweverOftenTheyAreTold() throws Exception {
    String told = outcomes(outcome("p1", true, TestServer.NOW - 60));
    assertThat(json(server.post("/api/outcomes", told)).path("recorded").asInt()).isEqualTo(1);
    assertThat(json(server.post("/api/outcomes", told)).path("recorded").asInt()).isZero();
    String corrected = outcomes(outcome("p1", false, TestServer.NOW));
    assertThat(json(server.post("/api/outcomes", corrected)).path("recorded").asInt()).isEqualTo(1);

    JsonNode known = json(server.get("/api/outcomes")).path("outcomes");

    assertThat(known).hasSize(1);
    assertThat(known.get(0).path("occurred").asBoolean()).isFalse();
    assertThat(known.get(0).path("by").asText()).isEqualTo("anna");
    assertThat(known.get(0).path("said").asLong()).isEqualTo(TestServer.NOW);
  }

  @Test
  void outcomeThatCannotBe_isRefusedByItsPlace_andNoneOfTheRequestIsKept() throws Exception {
    String good = outcome("p1", true, TestServer.NOW);

    HttpResponse<String> unknown =
        server.post("/api/outcomes", outcomes(good, outcome("nobody", true, TestServer.NOW)));
    HttpResponse<String> future =
        server.post("/api/outcomes", outcomes(good, outcome("p1", true, TestServer.NOW + 3_600)));
    HttpResponse<String> vague =
        server.post("/api/outcomes", "{\"outcomes\":[{\"patient\":\"p1\"}]}");

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("outcome 2").doesNotContain("nobody");
    assertThat(future.statusCode()).isEqualTo(400);
    assertThat(vague.statusCode()).isEqualTo(400);
    assertThat(json(server.get("/api/outcomes")).path("outcomes")).isEmpty();
  }

  @Test
  void monitorsAndTechnicalAlerts_areListed() throws Exception {
    assertThat(json(server.get("/api/monitors")).path("monitors")).isEmpty();
    assertThat(json(server.get("/api/technical")).path("alerts").isArray()).isTrue();
  }

  private static String outcomes(String... each) {
    return "{\"outcomes\":[" + String.join(",", each) + "]}";
  }

  private static String outcome(String patient, boolean occurred, long at) {
    return "{\"patient\":\"%s\",\"label\":\"sepsis\",\"occurred\":%s,\"at\":%d}"
        .formatted(patient, occurred, at);
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.mapper().readTree(answer.body());
  }
}
