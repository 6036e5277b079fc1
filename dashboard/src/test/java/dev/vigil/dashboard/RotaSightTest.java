package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who reads in the policy which persons are on duty, and their addresses. */
class RotaSightTest {
  private final TestServer server = new TestServer();

  @BeforeEach
  void plans() throws Exception {
    String plans = plan("A") + "," + plan("B") + "," + plan("*");
    String body = "{\"rules\":[],\"wards\":[" + plans + "],\"because\":\"a start\"}";
    HttpResponse<String> answer =
        server.send(server.request("/api/policy").PUT(BodyPublishers.ofString(body)).build());
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void rota_isReadByWhoMayChangeIt_andOfTheirWardsByWhomItMayCall() throws Exception {
    assertThat(rotas(Role.ADMIN, null)).containsExactly("*", "A", "B");
    assertThat(rotas(Role.ADMIN, Set.of("A"))).containsExactly("A");
    assertThat(rotas(Role.ADMIN, Set.of("A", "C"))).containsExactly("*", "A");
    assertThat(rotas(Role.CLINICIAN, null)).containsExactly("*", "A", "B");
    assertThat(rotas(Role.CLINICIAN, Set.of("A"))).containsExactly("A");
    assertThat(rotas(Role.CLINICIAN, Set.of("A", "C"))).containsExactly("*", "A");
    assertThat(rotas(Role.SCIENTIST, null)).isEmpty();
    assertThat(rotas(Role.AUDITOR, null)).isEmpty();
  }

  @Test
  void planWithoutItsRota_saysAllElse() throws Exception {
    JsonNode plan = policy(Role.AUDITOR, null).at("/wards/0");

    assertThat(plan.path("ward").asText()).isEqualTo("A");
    assertThat(plan.at("/ladders/high/levels/0/role").asText()).isEqualTo("nurse");
  }

  /** A new role says here what it reads. */
  @Test
  void addresses_areInNoAnswerToARoleThatNeitherChangesNorIsCalled() throws Exception {
    for (Role role : EnumSet.complementOf(EnumSet.of(Role.ADMIN, Role.CLINICIAN))) {
      assertThat(policy(role, null).toString()).as(role.name()).doesNotContain("n-", "@");
    }
  }

  /** The wards of which somebody reads a rota. */
  private Set<String> rotas(Role role, @Nullable Set<String> wards) throws Exception {
    Set<String> read = new TreeSet<>();
    for (JsonNode plan : policy(role, wards).path("wards")) {
      String ward = plan.path("ward").asText();
      String contact = plan.at("/rota/0/contact").asText();
      assertThat(contact).isIn("", address(ward));
      if (plan.has("rota")) {
        assertThat(contact).isEqualTo(address(ward));
        read.add(ward);
      }
    }
    return read;
  }

  private JsonNode policy(Role role, @Nullable Set<String> wards) throws Exception {
    String session = server.linked(new Caller("x." + role, EnumSet.of(role), wards));
    HttpResponse<String> answer = server.asked("GET", "/api/policy", session, null);
    assertThat(answer.statusCode()).isEqualTo(200);
    return TestServer.json(answer);
  }

  private static String address(String ward) {
    return (ward.equals("*") ? "all" : ward) + "@ward.example";
  }

  private static String plan(String ward) {
    return """
    {"ward": "%s",
     "ladders": {"high": {"levels": [{"afterSeconds": 0, "role": "nurse"}], "endSeconds": 60}},
     "rota": [{"role": "nurse", "person": "n-1", "contact": "%s",
       "from": "2026-03-01T07:00:00Z", "until": "2026-03-01T15:00:00Z"}]}\
    """
        .formatted(ward, address(ward));
  }
}
