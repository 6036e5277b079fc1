package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BurdenRoutesTest {
  private static final String USEFUL = "{\"verdict\":\"useful\"}";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode rule() throws Exception {
    return TestServer.json(server.get("/api/burden")).at("/wards/0/rules/0");
  }

  @Test
  void feedback_countsForTheRule_andIsInTheAudit() throws Exception {
    server.raise(1, 1);

    HttpResponse<String> said = server.post("/api/alerts/a1/feedback", USEFUL);

    assertThat(TestServer.json(said).path("by").asText()).isEqualTo("anna");
    assertThat(rule().path("rule").asText()).isEqualTo("hr-high");
    assertThat(rule().path("calls").asInt()).isEqualTo(1);
    assertThat(rule().at("/opinions/useful").asInt()).isEqualTo(1);
    assertThat(rule().at("/opinions/actionable").asDouble()).isEqualTo(1);
    assertThat(server.audit.entries).anyMatch(entry -> entry.action().equals("feedback"));
  }

  @Test
  void feedbackThatCannotBeTaken_isRefused_withARemedy() throws Exception {
    server.raise(1, 1);

    assertThat(server.post("/api/alerts/a2/feedback", USEFUL).statusCode()).isEqualTo(404);
    for (String body : new String[] {"{}", "{\"verdict\":\"bad\"}", "{\"verdict\":null}"}) {
      HttpResponse<String> answer = server.post("/api/alerts/a1/feedback", body);

      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.body()).contains("remedy");
    }
    assertThat(rule().at("/opinions/useful").asInt()).isZero();
  }

  @Test
  void hours_areWhatIsKept() throws Exception {
    for (String hours : new String[] {"0", "73", "x", "1.5"}) {
      assertThat(server.get("/api/burden?hours=" + hours).statusCode()).as(hours).isEqualTo(400);
    }
    assertThat(server.get("/api/burden?hours=72").statusCode()).isEqualTo(200);
  }
}
