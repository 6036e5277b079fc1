package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyRoutesTest {
  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> put(String body) throws Exception {
    return server.send(server.request("/api/policy").PUT(BodyPublishers.ofString(body)).build());
  }

  @Test
  void rules_areSetByWhoSignedIn_andShownAsTheyWereAtATime() throws Exception {
    assertThat(server.get("/api/policy").statusCode()).isEqualTo(404);

    JsonNode first = TestServer.json(put("{\"rules\":[],\"because\":\"a start\"}"));
    put("{\"rules\":[{\"id\":\"x\"}],\"because\":\"more\"}");

    assertThat(first.at("/entry/by").asText()).isEqualTo("anna");
    assertThat(first.at("/entry/because").asText()).isEqualTo("a start");
    assertThat(first.path("appended").asBoolean()).isTrue();
    assertThat(TestServer.json(server.get("/api/policy")).at("/rules/0/id").asText())
        .isEqualTo("x");
    assertThat(TestServer.json(server.get("/api/policy?at=1")).path("rules")).isEmpty();
  }

  @Test
  void plansOfWards_areSetBesideTheRulesThatHold() throws Exception {
    put("{\"rules\":[{\"id\":\"x\"}],\"because\":\"a start\"}");

    put("{\"wards\":[{\"ward\":\"a\"}],\"after\":1,\"because\":\"a new rota\"}");

    JsonNode entry = TestServer.json(server.get("/api/policy"));
    assertThat(entry.at("/rules/0/id").asText()).isEqualTo("x");
    assertThat(entry.at("/wards/0/ward").asText()).isEqualTo("a");
  }

  @Test
  void requests_withoutReasonOrRules_areRefusedWithARemedy() throws Exception {
    for (String body :
        List.of(
            "{\"rules\":[]}",
            "{\"rules\":[],\"because\":\" \"}",
            "{\"because\":\"x\"}",
            "{\"rules\":{},\"because\":\"x\"}",
            "{\"wards\":{},\"because\":\"x\"}",
            "{\"wards\":null,\"because\":\"x\"}",
            "{\"rules\":[],\"because\":\"x\",\"by\":\"me\"}")) {
      HttpResponse<String> answer = put(body);

      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(TestServer.json(answer).path("remedy").asText()).isNotEmpty();
    }
    assertThat(server.get("/api/policy?at=x").statusCode()).isEqualTo(400);
  }
}
