package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import dev.vigil.dashboard.access.Sessions;
import dev.vigil.schemas.AuditEntry;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who comes in, what each role may, whose patients one sees, and what is written down of it. */
class SignInTest {
  private static final String PASSWORD = "a password of some length";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void password_opensASessionThatSigningOutEnds() throws Exception {
    server.access.users().put("anna.w", Set.of(Role.CLINICIAN), Set.of("A"), PASSWORD);

    HttpResponse<String> answer = signIn("anna.w", PASSWORD);
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HTTPOnly", "SameSite=Strict", "Path=/");
    assertThat(TestServer.json(answer).path("roles").get(0).asText()).isEqualTo("clinician");
    String session = session(answer);
    assertThat(asked("GET", "/api/patients", session, null).statusCode()).isEqualTo(200);

    assertThat(asked("POST", "/api/sign-out", session, null).statusCode()).isEqualTo(200);
    assertThat(asked("GET", "/api/patients", session, null).statusCode()).isEqualTo(401);
    assertThat(actions()).containsSubsequence("sign-in", "list-patients", "sign-out");
  }

  @Test
  void guessing_isSlowedDown() throws Exception {
    server.access.users().put("anna.w", Set.of(Role.CLINICIAN), null, PASSWORD);

    for (int i = 0; i < 5; i++) {
      assertThat(signIn("anna.w", "wrong " + i).statusCode()).isEqualTo(401);
    }

    HttpResponse<String> sixth = signIn("anna.w", PASSWORD);
    assertThat(sixth.statusCode()).isEqualTo(429);
    assertThat(sixth.headers().firstValue("Retry-After")).isPresent();
    assertThat(actions()).filteredOn("sign-in-refused"::equals).hasSize(5);
  }

  @Test
  void link_opensOnce() throws Exception {
    HttpResponse<String> link = server.post("/api/sign-in-links", "{\"name\":\"dr.lin\"}");
    assertThat(link.statusCode()).isEqualTo(201);
    String code = "{\"code\":\"" + TestServer.json(link).path("code").asText() + "\"}";

    assertThat(open("POST", "/api/sign-in", code).statusCode()).isEqualTo(200);
    HttpResponse<String> again = open("POST", "/api/sign-in", code);

    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(again.body()).contains("./vigil sign-in");
  }

  @Test
  void link_opensNoWardThatItsMakerHasNot_andTheAuditSaysForWhomItWas() throws Exception {
    String admin = linked(new Caller("b.admin", EnumSet.of(Role.ADMIN), Set.of("B")));
    String other = "{\"name\":\"x\",\"roles\":[\"clinician\"],\"wards\":[\"A\"]}";

    assertThat(asked("POST", "/api/sign-in-links", admin, other).statusCode()).isEqualTo(403);
    for (String wrong : List.of("{}", "{\"name\":\"a b\"}", "{\"name\":\"x\",\"roles\":[]}")) {
      assertThat(asked("POST", "/api/sign-in-links", admin, wrong).statusCode()).isEqualTo(400);
    }
    for (String body : List.of("{\"name\":\"x\"}", other.replace("\"A\"", "\"B\""))) {
      JsonNode link = json(asked("POST", "/api/sign-in-links", admin, body));
      JsonNode me =
          json(open("POST", "/api/sign-in", "{\"code\":\"" + link.path("code").asText() + "\"}"));
      assertThat(me.path("wards").toString()).as(body).isEqualTo("[\"B\"]");
    }

    await()
        .untilAsserted(
            () ->
                assertThat(server.audit.entries)
                    .filteredOn(entry -> entry.action().equals("invite") && entry.status() == 201)
                    .extracting(AuditEntry::subject)
                    .contains("x as [CLINICIAN]"));
  }

  @Test
  void link_opensNoRoleThatItsMakerMayNotGive() throws Exception {
    String admin = linked(new Caller("an.admin", EnumSet.of(Role.ADMIN), null));
    Set<Role> all = EnumSet.allOf(Role.class);
    String ofOneWard = linked(new Caller("b.all", all, Set.of("B")));

    assertThat(rolesOf(admin, "")).containsExactlyInAnyOrder("admin", "clinician");
    assertThat(rolesOf(ofOneWard, "")).containsExactlyInAnyOrder("admin", "clinician");
    assertThat(rolesOf(admin, ",\"roles\":[\"clinician\"]")).containsExactly("clinician");
    for (String role : List.of("scientist", "auditor")) {
      String body = "{\"name\":\"x\",\"roles\":[\"clinician\",\"" + role + "\"]}";
      for (String session : List.of(admin, ofOneWard)) {
        HttpResponse<String> refused = asked("POST", "/api/sign-in-links", session, body);
        assertThat(refused.statusCode()).as(role).isEqualTo(403);
        assertThat(refused.body()).contains("a role is not yours to give");
      }
    }
    String auditing = linked(new Caller("both", EnumSet.of(Role.ADMIN, Role.AUDITOR), null));
    assertThat(rolesOf(auditing, ",\"roles\":[\"auditor\"]")).containsExactly("auditor");
  }

  /** Of whoever comes by a link that somebody makes. */
  private List<String> rolesOf(String session, String more) throws Exception {
    String body = "{\"name\":\"x\"" + more + "}";
    JsonNode link = json(asked("POST", "/api/sign-in-links", session, body));
    JsonNode me =
        json(open("POST", "/api/sign-in", "{\"code\":\"" + link.path("code").asText() + "\"}"));
    List<String> roles = new ArrayList<>();
    me.path("roles").forEach(role -> roles.add(role.asText()));
    return roles;
  }

  @Test
  void link_withWardsButNoRoles_opensThoseWardsAlone() throws Exception {
    JsonNode link = json(server.post("/api/sign-in-links", "{\"name\":\"x\",\"wards\":[\"B\"]}"));
    JsonNode me =
        json(open("POST", "/api/sign-in", "{\"code\":\"" + link.path("code").asText() + "\"}"));

    assertThat(me.path("wards").toString()).isEqualTo("[\"B\"]");
    assertThat(me.path("roles")).hasSize(Role.values().length);
  }

  @Test
  void changeByCookie_needsThePageToken() throws Exception {
    server.raise(1, 1);
    String session = linked(Caller.ofAll("dr.lin"));
    String body = "{\"sequence\":1}";
    HttpRequest.Builder forged =
        HttpRequest.newBuilder(server.uri("/api/alerts/a1/acknowledge"))
            .header("Cookie", SignedIn.COOKIE + "=" + session)
            .POST(BodyPublishers.ofString(body));

    assertThat(server.send(forged.build()).statusCode()).isEqualTo(403);
    assertThat(server.send(forged.header(SignedIn.PAGE_TOKEN, "x").build()).statusCode())
        .isEqualTo(403);
    assertThat(asked("POST", "/api/alerts/a1/acknowledge", session, body).statusCode())
        .isEqualTo(202);
  }

  @Test
  void everyRule_isOpenToTheRolesThatHaveItsPermissionAndNoOther() throws Exception {
    for (Role role : Role.values()) {
      String session = linked(new Caller("r." + role.name(), EnumSet.of(role), null));
      for (ApiRule rule : ApiRule.ALL) {
        if (rule.path().equals("/api/sign-out")) {
          continue;
        }
        String path = rule.path().replaceAll(":[a-z]+", "none");
        int status = asked(rule.method().name(), path, session, "{}").statusCode();
        boolean may = rule.permission() == null || role.may(rule.permission());
        assertThat(status != 403).as("%s %s %s", role, rule.method(), path).isEqualTo(may);
        assertThat(open(rule.method().name(), path, "{}").statusCode())
            .as("nobody %s %s", rule.method(), path)
            .isEqualTo(401);
      }
    }
  }

  @Test
  void pathWithoutARule_isOpenToNobody() throws Exception {
    assertThat(server.get("/api/none").statusCode()).isEqualTo(404);
    assertThat(server.send(server.request("/api/patients").DELETE().build()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void otherWards_areAsUnknownAsIfTheyWereNot() throws Exception {
    server.admit("p2", "B");
    server.raise(1, 1);
    String session = linked(new Caller("b.nurse", EnumSet.of(Role.CLINICIAN), Set.of("B")));

    JsonNode patients = json(asked("GET", "/api/patients", session, null)).path("patients");
    assertThat(patients).hasSize(1);
    assertThat(patients.get(0).path("patient").asText()).isEqualTo("p2");
    assertThat(json(asked("GET", "/api/alerts", session, null)).path("alerts")).isEmpty();
    for (String path : List.of("", "/history?vital=spo2&from=0&to=1")) {
      HttpResponse<String> hidden = asked("GET", "/api/patients/p1" + path, session, null);
      assertThat(hidden.statusCode()).isEqualTo(404);
      assertThat(hidden.body())
          .isEqualTo(
              asked("GET", "/api/patients/p9" + path, session, null).body().replace("p9", "p1"));
    }
    String discharge = "{\"version\":1}";
    assertThat(asked("POST", "/api/patients/p1/discharge", session, discharge).statusCode())
        .isEqualTo(404);
    assertThat(
            asked("POST", "/api/alerts/a1/acknowledge", session, "{\"sequence\":1}").statusCode())
        .isEqualTo(404);
    String admission = "{\"patient\":\"p3\",\"ward\":\"A\",\"bed\":\"3\"}";
    assertThat(asked("POST", "/api/patients", session, admission).statusCode()).isEqualTo(403);
    assertThat(asked("POST", "/api/patients", session, "[" + admission + "]").statusCode())
        .isEqualTo(403);
  }

  @Test
  void audit_saysWhoSawWhom_alsoWhoWasRefused() throws Exception {
    String clinician = linked(new Caller("dr.lin", EnumSet.of(Role.CLINICIAN), null));
    String scientist = linked(new Caller("s.kim", EnumSet.of(Role.SCIENTIST), null));
    asked("GET", "/api/patients/p1", clinician, null);
    asked("GET", "/api/patients/p1", scientist, null);

    String auditor = linked(new Caller("a.udit", EnumSet.of(Role.AUDITOR), null));
    await()
        .untilAsserted(
            () -> {
              JsonNode entries =
                  json(asked("GET", "/api/audit?subject=p1", auditor, null)).path("entries");
              assertThat(entries).hasSize(2);
              assertThat(entries.get(0).path("by").asText()).isEqualTo("dr.lin");
              assertThat(entries.get(0).path("action").asText()).isEqualTo("view-patient");
              assertThat(entries.get(0).path("status").asInt()).isEqualTo(200);
              assertThat(entries.get(1).path("by").asText()).isEqualTo("s.kim");
              assertThat(entries.get(1).path("status").asInt()).isEqualTo(403);
            });
  }

  /** Else a slow disk at somebody's sign-in held up every page's alerts. */
  @Test
  void session_isFound_whileAnothersIsWrittenDown() throws Exception {
    String session = linked(Caller.ofAll("dr.lin"));

    synchronized (server.access.sessions()) {
      assertThat(asked("GET", "/api/me", session, null).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void audit_saysWhoWasAdmitted() throws Exception {
    server.post("/api/patients", "{\"patient\":\"p3\",\"ward\":\"A\",\"bed\":\"3\"}");

    await()
        .untilAsserted(
            () ->
                assertThat(server.audit.entries)
                    .filteredOn(entry -> entry.action().equals("admit"))
                    .extracting(AuditEntry::subject)
                    .containsExactly("p3"));
  }

  @Test
  void sessions_outliveTheServer_butNotTheirUser() {
    server.access.users().put("anna.w", Set.of(Role.CLINICIAN), null, PASSWORD);
    long now = 1000;
    String id = server.access.sessions().begin(server.access.users().find("anna.w"), now).id();

    Sessions next =
        Access.of(server.access.users().file(), server.access.users().file().getParent())
            .sessions();
    assertThat(next.find(id, now + 1)).isNotNull();
    assertThat(next.find(id, now + Sessions.LONGEST_SECONDS)).isNull();

    server.access.users().remove("anna.w");
    assertThat(server.access.sessions().find(id, now + 1)).isNull();
  }

  @Test
  void fullDisk_keepsNobodyFromTheBoard_norTheirSignInFromTheAudit() throws Exception {
    // given
    server.access.users().put("anna.w", Set.of(Role.CLINICIAN), null, PASSWORD);
    String before = session(signIn("anna.w", PASSWORD));
    Path folder = server.access.users().file().toAbsolutePath().getParent();
    // As if the disk had no room for another file beside it.
    Files.createDirectories(folder.resolve("sessions.json.next").resolve("in the way"));

    // when
    HttpResponse<String> answer = signIn("anna.w", PASSWORD);

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    String session = session(answer);
    for (String one : List.of(before, session)) {
      assertThat(asked("GET", "/api/patients", one, null).statusCode()).isEqualTo(200);
    }
    await().until(() -> actions().stream().filter("sign-in"::equals).count() == 2);
    assertThat(afterAStart(folder).find(before, 0)).as("written before").isNotNull();

    // when
    assertThat(asked("POST", "/api/sign-out", before, null).statusCode()).isEqualTo(200);

    // then
    assertThat(asked("GET", "/api/patients", before, null).statusCode()).isEqualTo(401);
    assertThat(asked("GET", "/api/patients", session, null).statusCode()).isEqualTo(200);
    assertThat(afterAStart(folder).find(before, 0)).as("ended for good").isNull();
  }

  private Sessions afterAStart(Path folder) {
    return Access.of(server.access.users().file(), folder).sessions();
  }

  private List<String> actions() {
    return server.audit.entries.stream().map(AuditEntry::action).toList();
  }

  private HttpResponse<String> signIn(String name, String password) throws Exception {
    return open(
        "POST", "/api/sign-in", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}");
  }

  private String linked(Caller caller) throws Exception {
    return server.linked(caller);
  }

  private static String session(HttpResponse<String> answer) {
    return TestServer.session(answer);
  }

  private HttpResponse<String> open(String method, String path, String body) throws Exception {
    return server.send(
        HttpRequest.newBuilder(server.uri(path))
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  private HttpResponse<String> asked(
      String method, String path, String session, @Nullable String body) throws Exception {
    return server.asked(method, path, session, body);
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return TestServer.json(answer);
  }
}
