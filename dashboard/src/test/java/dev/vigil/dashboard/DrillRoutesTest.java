package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import dev.vigil.schemas.AuditEntry;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrillRoutesTest {
  private static final String SEPSIS = "{\"ward\":\"T\",\"scenario\":\"sepsis\"}";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void drill_isStarted_listed_reported_andStopped() throws Exception {
    JsonNode started = TestServer.json(server.post("/api/drills", SEPSIS));
    assertThat(started.path("id").asText()).isEqualTo("drill-1");
    assertThat(started.path("by").asText()).isEqualTo("anna");
    server
        .drills
        .fold("drill-1")
        .take(
            new AuditEntry(TestServer.NOW + 70, "n.ito", null, "view-patient", "drill-1-01", 200));

    JsonNode list = TestServer.json(server.get("/api/drills"));
    JsonNode report = TestServer.json(server.get("/api/drills/drill-1"));
    JsonNode stopped =
        TestServer.json(server.post("/api/drills/drill-1/stop", "{\"because\":\"enough\"}"));

    assertThat(list.path("drills")).hasSize(1);
    assertThat(list.path("scenarios").get(0).asText()).isEqualTo("bleeding");
    assertThat(report.at("/noticed/by").asText()).isEqualTo("n.ito");
    assertThat(report.at("/noticed/sinceOnset").asInt()).isEqualTo(10);
    assertThat(report.has("acknowledged")).isFalse();
    assertThat(stopped.at("/end/because").asText()).isEqualTo("enough");
    assertThat(server.audit.entries)
        .extracting(AuditEntry::action)
        .contains("start-drill", "read-drill", "stop-drill");
  }

  @Test
  void wardWithAPatient_takesNoDrill() throws Exception {
    HttpResponse<String> answer =
        server.post("/api/drills", "{\"ward\":\"A\",\"scenario\":\"sepsis\"}");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("somebody lies in bed 1 of ward A");
  }

  @Test
  void orderThatMakesNoSense_isRefused() throws Exception {
    for (String body :
        new String[] {
          "{}",
          "{\"ward\":\" \",\"scenario\":\"sepsis\"}",
          "{\"ward\":\"T\"}",
          "{\"ward\":\"T\",\"scenario\":\"sepsis\",\"patients\":31}",
          "{\"ward\":\"T\",\"scenario\":\"sepsis\",\"pace\":5}",
          "{\"ward\":\"T\",\"scenario\":\"sepsis\",\"afterSeconds\":-1}"
        }) {
      assertThat(server.post("/api/drills", body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(server.get("/api/drills/drill-9").statusCode()).isEqualTo(404);
    assertThat(TestServer.json(server.get("/api/drills")).path("drills")).isEmpty();
  }

  @Test
  void drillOfAnotherWard_isAsUnknownAsOneThatNeverWas() throws Exception {
    server.post("/api/drills", SEPSIS);
    String session = linked(new Caller("b.nurse", EnumSet.of(Role.CLINICIAN), Set.of("B")));

    assertThat(asked("GET", "/api/drills", session).body()).contains("\"drills\":[]");
    HttpResponse<String> hidden = asked("GET", "/api/drills/drill-1", session);
    assertThat(hidden.statusCode()).isEqualTo(404);
    assertThat(hidden.body()).isEqualTo(asked("GET", "/api/drills/drill-9", session).body());
    assertThat(asked("POST", "/api/drills/drill-1/stop", session).statusCode()).isEqualTo(404);
    assertThat(asked("POST", "/api/drills", session, SEPSIS).statusCode()).isEqualTo(403);
  }

  private String linked(Caller caller) throws Exception {
    return server.linked(caller);
  }

  private HttpResponse<String> asked(String method, String path, String session) throws Exception {
    return asked(method, path, session, "{}");
  }

  private HttpResponse<String> asked(String method, String path, String session, String body)
      throws Exception {
    return server.asked(method, path, session, body);
  }
}
