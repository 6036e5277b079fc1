package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who tries to come in otherwise than people do. */
class SignInGuardTest {
  private static final String PASSWORD = "a password of some length";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  /** Checking a password takes its time: all that came meanwhile were tried. */
  @Test
  void guessingManyAtOnce_isSlowedDownAsOneAfterTheOtherIs() throws Exception {
    server.access.users().put("anna.w", Set.of(Role.CLINICIAN), null, PASSWORD);

    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(server.http.sendAsync(signIn("wrong " + i).build(), BodyHandlers.ofString()));
    }

    List<Integer> statuses = new ArrayList<>();
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      statuses.add(answer.get(60, TimeUnit.SECONDS).statusCode());
    }
    assertThat(statuses).containsOnly(401, 429);
    assertThat(Collections.frequency(statuses, 401)).as("tries").isBetween(1, 5);
  }

  @Test
  void triesThatHaveEnded_holdUpNoOther() throws Exception {
    server.access.users().put("anna.w", Set.of(Role.CLINICIAN), null, PASSWORD);

    for (int i = 0; i < 8; i++) {
      assertThat(server.send(signIn(PASSWORD).build()).statusCode()).isEqualTo(200);
    }
  }

  /** Nobody could look at anything while somebody knocked under ever other names. */
  @Test
  void manySignInsAtOnce_holdUpNobodyWhoIsIn() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    synchronized (server.access.users()) { // as if each took long
      for (int i = 0; i < 24; i++) {
        HttpRequest knock = signIn("user" + i, PASSWORD).build();
        answers.add(server.http.sendAsync(knock, BodyHandlers.ofString()));
      }

      for (int i = 0; i < 30; i++) { // all that knock have come by then
        assertThat(server.get("/api/status").statusCode()).isEqualTo(200);
      }
    }
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(401);
    }
  }

  /** Somebody would work under a name that another site has signed them in with. */
  @Test
  void signInFromAPageOfAnotherSite_isRefused() throws Exception {
    server.access.users().put("anna.w", Set.of(Role.CLINICIAN), null, PASSWORD);
    String own = "http://127.0.0.1:" + server.port();

    for (String other : List.of("https://elsewhere.example", "null", own + "0")) {
      HttpResponse<String> refused = server.send(signIn(PASSWORD).header("Origin", other).build());
      assertThat(refused.statusCode()).as(other).isEqualTo(403);
      assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
    }
    assertThat(server.send(signIn(PASSWORD).header("Origin", own).build()).statusCode())
        .isEqualTo(200);
  }

  /** Whoever had taken the old one would have stayed for the rest of the shift. */
  @Test
  void otherPassword_endsWhatBeganWithTheOldOne_butOtherRolesAloneDoNot() throws Exception {
    Set<Role> nurse = Set.of(Role.CLINICIAN);
    server.access.users().put("anna.w", nurse, null, PASSWORD);
    String session = TestServer.session(server.send(signIn(PASSWORD).build()));

    server.access.users().put("anna.w", nurse, Set.of("B"), PASSWORD);
    HttpResponse<String> other = server.asked("GET", "/api/me", session, null);
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(TestServer.json(other).path("wards").toString()).isEqualTo("[\"B\"]");

    server.access.users().put("anna.w", nurse, Set.of("B"), "another " + PASSWORD);
    assertThat(server.asked("GET", "/api/me", session, null).statusCode()).isEqualTo(401);
  }

  /** Whoever was taken out stayed for the rest of the shift by a link. */
  @Test
  void removedUser_isOut_alsoWhoCameByALink_andWhoHasOneStill() throws Exception {
    server.access.users().put("anna.w", Set.of(Role.CLINICIAN), Set.of("B"), PASSWORD);
    Caller anna = new Caller("anna.w", Set.of(Role.ADMIN), Set.of("A"));
    String linked = server.linked(anna);
    String guest = server.linked(new Caller("guest", Set.of(Role.CLINICIAN), null));
    long now = Instant.now().getEpochSecond();
    String code = server.access.links().make(anna, now);
    JsonNode me = TestServer.json(server.asked("GET", "/api/me", linked, null));
    assertThat(me.path("wards").toString()).as("the link's, not the user's").isEqualTo("[\"A\"]");

    server.access.users().remove("anna.w");

    assertThat(server.asked("GET", "/api/me", linked, null).statusCode()).isEqualTo(401);
    assertThat(server.access.links().use(code, now)).isNull();
    assertThat(server.asked("GET", "/api/me", guest, null).statusCode()).isEqualTo(200);

    server.access.users().put("anna.w", Set.of(Role.CLINICIAN), null, "another " + PASSWORD);
    assertThat(server.asked("GET", "/api/me", linked, null).statusCode()).isEqualTo(401);
  }

  private HttpRequest.Builder signIn(String password) {
    return signIn("anna.w", password);
  }

  private HttpRequest.Builder signIn(String name, String password) {
    return HttpRequest.newBuilder(server.uri("/api/sign-in"))
        .POST(
            BodyPublishers.ofString(
                "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}"));
  }
}
