package dev.vigil.ingest.http;

import static dev.vigil.ingest.Wards.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.ingest.FakePatientLog;
import dev.vigil.ingest.FakeRejectedLog;
import dev.vigil.ingest.Intake;
import dev.vigil.ingest.IntakeCounts;
import dev.vigil.ingest.IntakeLimits;
import dev.vigil.ingest.Reason;
import dev.vigil.ingest.Verdict.Kind;
import dev.vigil.ingest.Wards;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientRecord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGatewayTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String GOOD =
      "{\"patient\":\"ann\",\"vital\":\"spo2\",\"value\":97,\"unit\":\"%\",\"measured\":"
          + NOW
          + "}";
  private static final int MEBIBYTE = 1024 * 1024;
  private static Vertx vertx;

  private final FakePatientLog log = new FakePatientLog(2);
  private final IntakeCounts counts = new IntakeCounts();
  private HttpGateway gateway;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() throws Exception {
    done(vertx.close());
  }

  @BeforeEach
  void start() throws Exception {
    Intake intake =
        new Intake(
            log,
            Wards.ready(Wards.admitted("ann"), Wards.admitted("bob")),
            new FakeRejectedLog(),
            () -> NOW,
            counts,
            IntakeLimits.DEFAULT);
    gateway = done(HttpGateway.start(vertx, "127.0.0.1", 0, intake));
  }

  @AfterEach
  void stop() throws Exception {
    done(gateway.close());
    assertThat(counts.received())
        .isEqualTo(
            counts.of(Kind.ACCEPTED)
                + counts.of(Kind.DUPLICATE)
                + counts.of(Kind.REJECTED)
                + counts.of(Kind.REFUSED));
  }

  @Test
  void list_isAnsweredReadingByReading() throws Exception {
    HttpResponse<String> response = post("application/json", "[" + GOOD + "," + GOOD + ",7]");

    JsonNode answer = Json.mapper().readTree(response.body());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(answer.path("received").asInt()).isEqualTo(3);
    assertThat(answer.path("accepted").asInt()).isEqualTo(1);
    assertThat(answer.path("duplicate").asInt()).isEqualTo(1);
    assertThat(answer.path("rejected").asInt()).isEqualTo(1);
    assertThat(answer.path("refused").asInt()).isZero();
    assertThat(answer.path("verdicts").get(0).toString()).isEqualTo("{\"verdict\":\"accepted\"}");
    assertThat(answer.path("verdicts").get(2).path("reason").asText()).isEqualTo("not-a-reading");
    assertThat(answer.path("verdicts").get(2).path("fix").asText()).startsWith("send an object");
  }

  @Test
  void gzippedLines_areTakenIn() throws Exception {
    byte[] body = gzip((GOOD + "\n{oops\n").getBytes(UTF_8));

    HttpResponse<String> response =
        send(
            request("application/x-ndjson; charset=utf-8")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body)));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(log.readings()).hasSize(1);
    assertThat(counts.of(Reason.MALFORMED)).isEqualTo(1);
  }

  @Test
  void answer_waitsForTheLog() throws Exception {
    log.hold();
    CompletableFuture<HttpResponse<String>> response =
        CLIENT.sendAsync(
            request("application/json").POST(BodyPublishers.ofString(GOOD)).build(),
            BodyHandlers.ofString());
    await().until(() -> log.readings().size() == 1);

    assertThat(response).isNotDone();
    log.release();
    assertThat(response.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void refusal_is503WithRetryAfter() throws Exception {
    log.failOn(record -> true);

    HttpResponse<String> response = post("application/json", GOOD);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("retry-after")).hasValue("2");
    assertThat(response.body()).contains("log-unavailable");
  }

  @Test
  void refusalOfSome_saysSoReadingByReading() throws Exception {
    log.failOn(record -> ((PatientRecord) record).patient().equals("bob"));

    HttpResponse<String> response =
        post("application/json", "[" + GOOD + "," + GOOD.replace("ann", "bob") + "]");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("retry-after")).hasValue("2");
    assertThat(Json.mapper().readTree(response.body()).path("refused").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":1", "[1,]", "{}{}", "\u00ff", "NaN"})
  void body_thatIsNotJson_is400(String body) throws Exception {
    HttpResponse<String> response = post("application/json", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("malformed").doesNotContain("Exception");
  }

  @Test
  void body_thatIsTooLarge_is413() throws Exception {
    HttpResponse<String> large = post("application/json", " ".repeat(MEBIBYTE + 1));
    HttpResponse<String> bomb =
        send(
            request("application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(new byte[9 * MEBIBYTE]))));
    HttpResponse<String> many = post("application/json", "[" + "1,".repeat(10_000) + "1]");

    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(bomb.statusCode()).isEqualTo(413);
    assertThat(many.statusCode()).isEqualTo(413);
  }

  @Test
  void request_thatIsNotForUs_isRefusedWithItsRemedy() throws Exception {
    assertThat(post("application/x-www-form-urlencoded", GOOD).statusCode()).isEqualTo(415);
    assertThat(send(request("application/json").GET()).statusCode()).isEqualTo(405);
    assertThat(get("/v2/readings").statusCode()).isEqualTo(404);
    assertThat(
            send(request("application/json")
                    .header("Content-Encoding", "br")
                    .POST(BodyPublishers.ofString(GOOD)))
                .statusCode())
        .isEqualTo(415);
    assertThat(
            send(request("application/json")
                    .header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofString(GOOD)))
                .body())
        .contains("not-gzip");
  }

  @Test
  void sender_thatGoesAwayHalfway_leavesTheGatewayWell() throws Exception {
    halfSent(100).close();

    assertThat(post("application/json", GOOD).statusCode()).isEqualTo(200);
  }

  @Test
  void bodiesHalfSent_areHeldUpToALimit_andLetGoWithTheirSenders() throws Exception {
    List<Socket> senders = new ArrayList<>();
    try {
      for (int i = 0; i < 64; i++) {
        senders.add(halfSent(MEBIBYTE));
      }
      // The server reads at its own pace: once it has all that it may hold, one byte is too much.
      HttpResponse<String> refused =
          await().until(() -> post("application/json", GOOD), answer -> answer.statusCode() == 503);
      assertThat(refused.headers().firstValue("retry-after")).hasValue("2");
      assertThat(refused.body()).contains("overloaded");
    } finally {
      for (Socket sender : senders) {
        sender.close();
      }
    }

    await().until(() -> post("application/json", GOOD).statusCode() == 200);
  }

  /** A sender that has sent so many bytes of a body, and stops before its end. */
  private Socket halfSent(int bytes) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    OutputStream out = socket.getOutputStream();
    out.write(
        ("POST /v1/readings HTTP/1.1\r\nHost: h\r\nContent-Length: " + (bytes + 1) + "\r\n\r\n")
            .getBytes(UTF_8));
    out.write(new byte[bytes]);
    out.flush();
    return socket;
  }

  @Test
  void health_saysWhetherReadingsCanBeTaken() throws Exception {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);

    log.setNotReady(Reason.NO_TICK);

    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/health/ready").body())
        .isEqualTo("{\"status\":\"not-ready\",\"reason\":\"no-tick\"}");
  }

  private HttpResponse<String> post(String type, String body) throws Exception {
    return send(request(type).POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  private HttpRequest.Builder request(String type) {
    return HttpRequest.newBuilder(uri("/v1/readings")).header("Content-Type", type);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + gateway.port() + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  private static <T> T done(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
