package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import dev.vigil.schemas.AuditEntry;
import dev.vigil.schemas.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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

  @Test
  void health_isOpenToEverybody_andSaysNothingElse() throws Exception {
    HttpResponse<String> answer =
        server.send(HttpRequest.newBuilder(server.uri("/health")).build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer))
        .isEqualTo(Json.mapper().readTree("{\"status\":\"alive\",\"faults\":[]}"));
  }

  @Test
  void deliveries_areListedAndRedriven_forWhoMay() throws Exception {
    assertThat(json(server.get("/api/deliveries?failed=true")).path("deliveries")).hasSize(1);
    assertThat(json(server.post("/api/deliveries/redrive", "{}")).path("redriven").asInt())
        .isEqualTo(1);
    assertThat(
            server.send(HttpRequest.newBuilder(server.uri("/api/deliveries")).build()).statusCode())
        .isEqualTo(401);
  }

  @Test
  void adminOfSomeWards_redrivesWhatIsOfThese_andHearsWhyNothingElseIs() throws Exception {
    String own = server.linked(new Caller("a.lin", EnumSet.of(Role.ADMIN), Set.of("A", "B")));
    String other = server.linked(new Caller("b.kim", EnumSet.of(Role.ADMIN), Set.of("B", "C")));

    HttpResponse<String> done = server.asked("POST", "/api/deliveries/redrive", own, "{}");
    HttpResponse<String> refused = server.asked("POST", "/api/deliveries/redrive", other, "{}");
    HttpResponse<String> none =
        server.asked("POST", "/api/deliveries/redrive", other, "{\"key\":\"a9/1\"}");

    assertThat(json(done)).isEqualTo(Json.mapper().readTree("{\"redriven\":1,\"ofOthers\":0}"));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains("nothing of what is meant is about a patient of your wards")
        .contains("what was refused of [B, C]")
        .contains("Ask an admin of all wards.");
    await()
        .untilAsserted(
            () ->
                assertThat(server.audit.entries)
                    .filteredOn(entry -> entry.action().equals("redrive"))
                    .extracting(AuditEntry::subject)
                    .containsExactly(null, null, "a9/1"));
    assertThat(json(none)).isEqualTo(Json.mapper().readTree("{\"redriven\":0,\"ofOthers\":0}"));
  }

  @Test
  void refusedOnes_areClosedByWhoMay_withAReason_andTheAuditSaysWhy() throws Exception {
    String own = server.linked(new Caller("a.lin", EnumSet.of(Role.ADMIN), Set.of("A")));
    String other = server.linked(new Caller("b.kim", EnumSet.of(Role.ADMIN), Set.of("B")));
    String path = "/api/deliveries/close";
    String body = "{\"channel\":\"mail\",\"because\":\"its server is gone\"}";

    HttpResponse<String> done = server.asked("POST", path, own, body);
    HttpResponse<String> refused = server.asked("POST", path, other, body);

    assertThat(json(done)).isEqualTo(Json.mapper().readTree("{\"closed\":1,\"ofOthers\":0}"));
    assertThat(refused.statusCode()).isEqualTo(403);
    for (String none : List.of("{}", "{\"because\":\" \"}")) {
      assertThat(server.asked("POST", path, own, none).statusCode()).as(none).isEqualTo(400);
    }
    await()
        .untilAsserted(
            () ->
                assertThat(server.audit.entries)
                    .filteredOn(entry -> entry.action().equals("close-deliveries"))
                    .filteredOn(entry -> entry.status() == 200)
                    .extracting(AuditEntry::by, AuditEntry::subject)
                    .containsExactly(tuple("a.lin", "mail: its server is gone")));
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
