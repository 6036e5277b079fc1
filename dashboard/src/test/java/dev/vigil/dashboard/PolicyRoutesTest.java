package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyRoutesTest {
  private static final String FOR_ALL = "{'id':'x','low':5}";
  private static final String OF_A = "{'id':'a','wards':['A']}";

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
  void adminOfSomeWards_changesWhatConcernsTheseAlone() throws Exception {
    start();
    String kim = admin("B");

    assertThat(rules(kim, FOR_ALL, OF_A, "{'id':'b','wards':['B'],'instead':['x']}"))
        .isEqualTo(200);
    assertThat(rules(kim, "{'id':'b','wards':['B']}", FOR_ALL.replace("5", "5.0"), OF_A))
        .isEqualTo(200);
    assertThat(rules(kim, FOR_ALL, OF_A)).as("taken back").isEqualTo(200);
    assertThat(wards(kim, plan("A", ""), plan("B", "kim"), plan("*", "all"))).isEqualTo(200);
    assertThat(wards(kim, plan("A", "ann"), plan("*", "all")))
        .as("with others' rota")
        .isEqualTo(200);
  }

  @Test
  void adminOfSomeWards_changesNothingThatHoldsForOthers() throws Exception {
    start();
    String kim = admin("B");

    assertThat(rules(kim, OF_A)).as("one less").isEqualTo(403);
    assertThat(rules(kim, FOR_ALL.replace("5", "6"), OF_A)).as("another limit").isEqualTo(403);
    assertThat(rules(kim, FOR_ALL, OF_A.replace("'A'", "'B'"))).as("moved").isEqualTo(403);
    assertThat(rules(kim, FOR_ALL, OF_A, "{'id':'b','wards':['A','B']}")).isEqualTo(403);
    assertThat(rules(kim, FOR_ALL, OF_A, "{'id':'b','wards':[]}")).isEqualTo(403);
    assertThat(rules(kim, FOR_ALL, OF_A, "{'id':'b','wards':'B'}")).isEqualTo(403);
    assertThat(rules(kim, FOR_ALL, OF_A, "{'id':'b'}")).isEqualTo(403);
    assertThat(wards(kim, plan("B", "kim"))).as("others gone").isEqualTo(403);
    assertThat(wards(kim, plan("A", "kim"), plan("*", ""))).as("others' rota").isEqualTo(403);
    assertThat(wards(kim, plan("A", ""), plan("*", "kim"))).as("all others").isEqualTo(403);
    assertThat(wards(admin("*"), plan("A", ""), plan("*", "kim"))).isEqualTo(403);
    assertThat(server.policy.at(null).orElseThrow().version()).isEqualTo(1);
  }

  /** The addresses of others aren't read by who changes a plan, and stay all the same. */
  @Test
  void planOfOneWard_leavesTheRotasOfTheOthers() throws Exception {
    start();

    String body = "{'wards':[%s,%s,%s],'because':'why'}";
    String plans = body.formatted(plan("A", ""), plan("B", "kim"), plan("*", "all"));
    HttpResponse<String> answer =
        server.asked("PUT", "/api/policy", admin("B"), plans.replace('\'', '"'));

    assertThat(answer.body()).contains("\"kim\"").doesNotContain("\"ann\"", "\"all\"");
    JsonNode kept = TestServer.json(server.get("/api/policy")).path("wards");
    assertThat(kept.at("/0/rota/0/person").asText()).isEqualTo("ann");
    assertThat(kept.at("/1/rota/0/person").asText()).isEqualTo("kim");
    assertThat(kept.at("/2/rota/0/person").asText()).isEqualTo("all");
  }

  @Test
  void adminOfSomeWards_whoLookedAtAnotherVersion_looksAgain() throws Exception {
    start();
    String kim = admin("B");
    String body = "{'rules':[%s,%s],'after':%d,'because':'why'}";

    assertThat(put(kim, body.formatted(FOR_ALL, OF_A, 0))).isEqualTo(409);
    assertThat(put(kim, body.formatted(FOR_ALL, OF_A, 2))).isEqualTo(409);
    assertThat(put(kim, body.formatted(FOR_ALL, OF_A, 1))).isEqualTo(200);
  }

  /** Rules for all and of ward A; plans of ward A and for all others. */
  private void start() throws Exception {
    String rules = "'rules':[" + FOR_ALL + "," + OF_A + "]";
    String plans = "'wards':[" + plan("A", "ann") + "," + plan("*", "all") + "]";
    String body = "{" + rules + "," + plans + ",'because':'a start'}";
    assertThat(put(body.replace('\'', '"')).statusCode()).isEqualTo(200);
  }

  private String admin(String ward) throws Exception {
    return server.linked(new Caller("b.kim", EnumSet.of(Role.ADMIN), Set.of(ward)));
  }

  private int rules(String session, String... rules) throws Exception {
    return put(session, "{'rules':[" + String.join(",", rules) + "],'because':'why'}");
  }

  private int wards(String session, String... plans) throws Exception {
    return put(session, "{'wards':[" + String.join(",", plans) + "],'because':'why'}");
  }

  /** Single quotes stand for double ones. */
  private int put(String session, String body) throws Exception {
    return server.asked("PUT", "/api/policy", session, body.replace('\'', '"')).statusCode();
  }

  private static String plan(String ward, String person) {
    return person.isEmpty()
        ? "{'ward':'" + ward + "'}"
        : "{'ward':'" + ward + "','rota':[{'role':'nurse','person':'" + person + "'}]}";
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
