package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Command;
import java.net.http.HttpResponse;
import java.util.List;
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

  private Command lastCommand() {
    return (Command) server.log.appended().get(server.log.appended().size() - 1);
  }
}
