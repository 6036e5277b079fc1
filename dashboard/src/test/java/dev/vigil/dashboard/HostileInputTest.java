package dev.vigil.dashboard;

import static dev.vigil.dashboard.TestServer.TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that nobody makes on a page: each is answered for what it is, and costs little. */
class HostileInputTest {
  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  /** With nine digits more in the exponent it would be a gigabyte. */
  @Test
  void valueOfManyDigits_isNotWrittenOut() throws Exception {
    for (String path : List.of("observations", "what-if")) {
      String field = path.equals("what-if") ? "changes" : "values";
      HttpResponse<String> answer =
          server.post("/api/patients/p1/" + path, "{\"" + field + "\":{\"heart-rate\":1e5000}}");

      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(answer.body()).contains("1E+5000 can't be true").hasSizeLessThan(400);
    }
  }

  /** The alerts job would count its zeros. */
  @Test
  void limitOfManyDigits_isRefused() throws Exception {
    for (String limit : List.of("1e-400", "0.12345678901234567")) {
      HttpResponse<String> answer =
          server.put("/api/patients/p1", change("{\"oxygen-flow\":{\"low\":" + limit + "}}"));

      assertThat(answer.statusCode()).as(limit).isEqualTo(400);
      assertThat(answer.body()).contains("the limits of oxygen-flow can't be used");
    }
  }

  @Test
  void nullAmongLimitsOrDevices_isTheSendersFault() throws Exception {
    String devices = "{\"version\":1,\"because\":\"round\",\"devices\":[null]}";
    String admission =
        "{\"patient\":\"p3\",\"ward\":\"A\",\"bed\":\"3\",\"limits\":{\"heart-rate\":null}}";

    for (HttpResponse<String> answer :
        List.of(
            server.put("/api/patients/p1", change("{\"heart-rate\":null}")),
            server.put("/api/patients/p1", devices),
            server.post("/api/patients", admission))) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }
  }

  @Test
  void conditionThatNoAnswerCanHave_isTheSendersFault() throws Exception {
    server.raise(1, 1);

    for (String worse : List.of("0", "-5", "1e9")) {
      HttpResponse<String> answer =
          server.post("/api/alerts/a1/acknowledge", "{\"sequence\":1,\"worseBy\":" + worse + "}");

      assertThat(answer.statusCode()).as(worse).isEqualTo(400);
      assertThat(answer.body()).contains("worseBy is not from 0.001 to 1000000");
    }
  }

  /** Its length overflowed, and was below the longest. */
  @Test
  void spanOfAllTimes_isTooLong() throws Exception {
    String path = "/api/patients/p1/history?vital=heart-rate&from=%d&to=%d";

    assertThat(server.get(path.formatted(Long.MIN_VALUE, 0)).statusCode()).isEqualTo(400);
    assertThat(server.get(path.formatted(Long.MIN_VALUE, Long.MAX_VALUE)).statusCode())
        .isEqualTo(400);
    assertThat(server.get(path.formatted(0, Long.MAX_VALUE)).statusCode()).isEqualTo(400);
  }

  @Test
  void admissionOfAPatientOfAnotherWard_tellsNoBed() throws Exception {
    String other = server.linked(new Caller("b.kim", EnumSet.of(Role.CLINICIAN), Set.of("B")));
    String here = "{\"patient\":\"p1\",\"ward\":\"A\",\"bed\":\"9\"}";

    HttpResponse<String> hidden =
        server.asked("POST", "/api/patients", other, here.replace("\"A\"", "\"B\""));

    assertThat(hidden.statusCode()).isEqualTo(409);
    assertThat(hidden.body())
        .contains("patient p1 is admitted already, in another ward")
        .doesNotContain("bed 1");
    assertThat(server.post("/api/patients", here).body())
        .contains("patient p1 is admitted already, in bed 1");
  }

  /** Each takes minutes: as many as there are threads, and nobody could sign in. */
  @Test
  void manyVerificationsAtOnce_holdUpNobodyElse() throws Exception {
    CountDownLatch enough = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    server.verifying =
        () -> {
          begun.countDown();
          await(enough);
        };
    List<CompletableFuture<HttpResponse<String>>> verifications = new ArrayList<>();
    try {
      for (int i = 0; i < 24; i++) {
        verifications.add(
            server.http.sendAsync(
                server.request("/api/verify").POST(BodyPublishers.ofString("{}")).build(),
                BodyHandlers.ofString()));
      }
      await(begun);

      for (int i = 0; i < 30; i++) { // all of them have come by then
        assertThat(server.get("/api/status").statusCode()).isEqualTo(200);
      }
    } finally {
      enough.countDown();
    }
    for (CompletableFuture<HttpResponse<String>> each : verifications) {
      assertThat(each.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  /** Left out in silence, it made the answer one to another question. */
  @Test
  void parameterThatIsMisspelt_isRefusedWithThoseThatAreKnown() throws Exception {
    HttpResponse<String> audit = server.get("/api/audit?form=1&by=anna");
    HttpResponse<String> none = server.get("/api/patients?ward=A");

    assertThat(audit.statusCode()).isEqualTo(400);
    assertThat(TestServer.json(audit).path("error").asText())
        .isEqualTo("'form' is no parameter of this path");
    assertThat(TestServer.json(audit).path("expected").asText())
        .isEqualTo("only by, from, subject, to");
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(TestServer.json(none).path("expected").asText()).isEqualTo("no parameter");
    assertThat(server.get("/api/audit?FROM=1").statusCode()).as("as before").isEqualTo(200);
  }

  /** Who may not ask hears nothing of what could be asked, or of whom. */
  @Test
  void parameterThatIsMisspelt_tellsNothingToWhoMayNotAsk() throws Exception {
    String nurse = server.linked(new Caller("nurse", Set.of(Role.CLINICIAN), Set.of("Z")));

    HttpResponse<String> audit = server.asked("GET", "/api/audit?form=1", nurse, null);
    HttpResponse<String> other = server.asked("GET", "/api/patients/p1?form=1", nurse, null);

    assertThat(audit.statusCode()).isEqualTo(403);
    assertThat(other.statusCode()).isEqualTo(404);
    assertThat(audit.body() + other.body()).doesNotContain("parameter");
  }

  @Test
  void queryThatCanNotBeRead_isTheSendersFault() throws Exception {
    String request =
        "GET /api/alerts?a=%2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Bearer ";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);

      socket.getOutputStream().write((request + TOKEN.secret() + "\r\n\r\n").getBytes(UTF_8));

      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 400 ")
          .contains("the query can't be read");
    }
  }

  @Test
  void signInThatIsTooLong_isToldHowLongItMayBe() throws Exception {
    HttpResponse<String> answer =
        server.post("/api/sign-in", "{\"name\":\"" + "a".repeat(5_000) + "\"}");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("at most 4 KiB");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String change(String limits) {
    return "{\"version\":1,\"because\":\"round\",\"limits\":" + limits + "}";
  }
}
