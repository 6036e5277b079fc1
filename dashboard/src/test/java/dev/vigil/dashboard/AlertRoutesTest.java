package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.Command;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.OutputNumber;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people do about an alert, over the API. */
class AlertRoutesTest {
  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void acknowledgement_goesIntoTheLog() throws Exception {
    server.raise(1, 1);

    HttpResponse<String> answer = server.post("/api/alerts/a1/acknowledge", "{\"sequence\":1}");

    assertThat(answer.statusCode()).isEqualTo(202);
    Command command = lastCommand();
    assertThat(command.alert()).isEqualTo("a1");
    assertThat(command.patient()).isEqualTo("p1");
    assertThat(command.by()).isEqualTo("anna");
    assertThat(command.id()).isEqualTo(TestServer.json(answer).path("command").asText());
    assertThat(server.post("/api/alerts/a1/acknowledge", "{\"sequence\":2}").statusCode())
        .isEqualTo(400);
    assertThat(server.post("/api/alerts/none/acknowledge", "{\"sequence\":1}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void acknowledgement_canEndByItself() throws Exception {
    server.raise(1, 1);

    HttpResponse<String> answer =
        server.post(
            "/api/alerts/a1/acknowledge",
            "{\"sequence\":1,\"forSeconds\":600,\"worseBy\":5,\"anotherKind\":true}");

    assertThat(answer.statusCode()).isEqualTo(202);
    Command.Terms terms = lastCommand().terms();
    assertThat(terms.until()).isGreaterThanOrEqualTo(TestServer.NOW + 600);
    assertThat(terms.worseBy()).isEqualByComparingTo("5");
    assertThat(terms.anotherKind()).isTrue();
  }

  @Test
  void shelf_hasAnEnd_andForHighPriorityAReason() throws Exception {
    server.raise(1, 1);
    for (String body :
        List.of(
            "{\"sequence\":1,\"because\":\"known\"}",
            "{\"sequence\":1,\"forSeconds\":600}",
            "{\"sequence\":1,\"forSeconds\":600,\"because\":\" \"}",
            "{\"sequence\":1,\"forSeconds\":0,\"because\":\"known\"}",
            "{\"sequence\":1,\"forSeconds\":90000,\"because\":\"known\"}",
            "{\"sequence\":1,\"forSeconds\":600,\"worseBy\":3,\"because\":\"known\"}")) {
      assertThat(server.post("/api/alerts/a1/shelve", body).statusCode()).as(body).isEqualTo(400);
    }

    String whole = "{\"sequence\":1,\"forSeconds\":600,\"because\":\"known\"}";
    assertThat(server.post("/api/alerts/a1/shelve", whole).statusCode()).isEqualTo(202);
    assertThat(lastCommand().kind()).isEqualTo(Command.Kind.SHELVE);

    assertThat(server.post("/api/alerts/a1/unshelve", "{\"sequence\":1}").statusCode())
        .isEqualTo(202);
    assertThat(lastCommand().kind()).isEqualTo(Command.Kind.UNSHELVE);
  }

  @Test
  void oneAlert_isShown_orSaidToBeUnknown() throws Exception {
    server.raise(1, 1);

    assertThat(TestServer.json(server.get("/api/alerts/a1")).at("/alert/sequence").asInt())
        .isEqualTo(1);
    assertThat(server.get("/api/alerts/none").statusCode()).isEqualTo(404);
  }

  @Test
  void alert_ofAPatientWhoWasMoved_isAnsweredInTheNewWard_andNoLongerInTheOld() throws Exception {
    server.raise(1, 1);
    String old = session("a.nurse", "A");
    String next = session("b.nurse", "B");
    String move = "{\"version\":1,\"ward\":\"B\",\"bed\":\"5\"}";
    assertThat(server.post("/api/patients/p1/transfer", move).statusCode()).isEqualTo(200);

    assertThat(open(next)).containsExactly("a1");
    assertThat(asked("GET", "/api/alerts/a1", next, null)).isEqualTo(200);
    assertThat(asked("POST", "/api/alerts/a1/acknowledge", next, "{\"sequence\":1}"))
        .isEqualTo(202);
    assertThat(asked("POST", "/api/alerts/a1/feedback", next, "{\"verdict\":\"useful\"}"))
        .isEqualTo(200);
    assertThat(open(old)).isEmpty();
    assertThat(asked("GET", "/api/alerts/a1", old, null)).isEqualTo(404);
    assertThat(asked("POST", "/api/alerts/a1/acknowledge", old, "{\"sequence\":1}")).isEqualTo(404);
  }

  /** Taken all the same, such an answer would hold without its condition. */
  @Test
  void answerUntilItIsWorse_isRefused_whereNothingSingleCanBeWorse() throws Exception {
    for (Kind kind : List.of(Kind.COMBINATION, Kind.UNMONITORED)) {
      raise(kind);
      String worse = "{\"sequence\":1,\"worseBy\":5}";

      HttpResponse<String> answer = server.post("/api/alerts/a1/acknowledge", worse);

      assertThat(answer.statusCode()).as(kind.name()).isEqualTo(400);
      assertThat(server.post("/api/alerts/a1/acknowledge", "{\"sequence\":1}").statusCode())
          .isEqualTo(202);
    }
  }

  private void raise(Kind kind) {
    AlertTransition limit = server.raised(1);
    AlertTransition raised =
        new AlertTransition(
            limit.alert(),
            1,
            limit.patient(),
            limit.origin(),
            limit.ward(),
            limit.bed(),
            limit.rule(),
            kind,
            limit.state(),
            limit.priority(),
            limit.cause(),
            limit.measured(),
            limit.decided(),
            null,
            limit.because(),
            limit.evidence());
    OutputNumber number = new OutputNumber(1 + kind.ordinal(), TestServer.NOW, 0);
    server.ward.applyEpisode("p1", new Episode("p1", TestServer.NOW, List.of(raised)), number);
  }

  private String session(String name, String ward) throws Exception {
    return server.linked(new Caller(name, EnumSet.of(Role.CLINICIAN), Set.of(ward)));
  }

  private int asked(String method, String path, String session, @Nullable String body)
      throws Exception {
    return server.asked(method, path, session, body).statusCode();
  }

  private List<String> open(String session) throws Exception {
    List<String> open = new ArrayList<>();
    TestServer.json(server.asked("GET", "/api/alerts", session, null))
        .path("alerts")
        .forEach(alert -> open.add(alert.path("alert").asText()));
    return open;
  }

  private Command lastCommand() {
    return (Command) server.log.appended().get(server.log.appended().size() - 1);
  }
}
