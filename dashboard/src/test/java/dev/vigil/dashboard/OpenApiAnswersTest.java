package dev.vigil.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.dashboard.ApiContract.Operation;
import dev.vigil.dashboard.access.Role;
import dev.vigil.dashboard.models.TinyBundles;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.scores.News2;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Score;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Each operation of the document is done once; what is sent and answered is as the document says.
 */
class OpenApiAnswersTest {
  private static final long NOW = TestServer.NOW;
  private static final String PASSWORD = "a password of some length";

  private final TestServer server = new TestServer(new ShortStreams());
  private final Set<String> done = new TreeSet<>();

  private static final class ShortStreams implements LogStreams {
    @Override
    public Body log() {
      return out -> out.write("end\n".getBytes(UTF_8));
    }

    @Override
    public Body vectors(long from, long to, Set<String> patients) {
      return out -> out.write("patient,known\n".getBytes(UTF_8));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyOperation_takesAndAnswersWhatTheDocumentSays() throws Exception {
    access();
    patients();
    past();
    alerts();
    rules();
    models();
    drills();
    streams();
    post("/api/patients/p2/discharge", "{\"version\":3}");
    get("/api/patients/p2");
    post("/api/sign-out", "");

    assertThat(done)
        .containsExactlyInAnyOrderElementsOf(
            OpenApiTest.operations().stream().map(Operation::toString).toList());
  }

  private void access() throws Exception {
    server.access.users().put("anna.w", Set.of(Role.CLINICIAN), Set.of("A"), PASSWORD);
    get("/api/sign-in");
    post("/api/sign-in", "{\"name\":\"anna.w\",\"password\":\"" + PASSWORD + "\"}");
    get("/api/me");
    get("/api/openapi.json");
    post("/api/sign-in-links", "{\"name\":\"dr.lin\",\"roles\":[\"clinician\"],\"wards\":[\"A\"]}");
    get("/api/status");
    post("/api/verify", "");
    get("/api/audit?from=0&by=anna");
    get("/health");
    get("/metrics");
  }

  private void patients() throws Exception {
    server.ward.applyLedger(live());
    server.ward.apply(TestServer.readings(NOW, 720));
    server.ward.apply(score());
    get("/api/patients");
    post(
        "/api/patients",
        "{\"patient\":\"p2\",\"ward\":\"A\",\"bed\":\"2\",\"ageYears\":70,\"sex\":\"female\","
            + "\"devices\":[{\"device\":\"mon-2\",\"from\":"
            + (NOW - 10)
            + "}],\"plan\":{\"items\":[{\"vital\":\"spo2\",\"intervalSeconds\":60,\"graceSeconds\":30}]}}");
    post("/api/patients", "[{\"patient\":\"p1\",\"ward\":\"A\",\"bed\":\"9\"}]");
    send(
        "PUT",
        "/api/patients/p2",
        "{\"version\":1,\"because\":\"round\",\"limits\":{\"heart-rate\":{\"low\":50}}}");
    post("/api/patients/p2/transfer", "{\"version\":2,\"ward\":\"A\",\"bed\":\"5\"}");
    post("/api/patients/p1/observations", "{\"values\":{\"consciousness\":1}}");
    post("/api/patients/p1/what-if", "{\"changes\":{\"heart-rate\":140,\"spo2\":null}}");
  }

  private void past() throws Exception {
    server.history.add(TestServer.readings(NOW - 300, 700));
    server.history.add(TestServer.readings(NOW - 5, 740));
    server.history.add(score());
    server.history.add(server.raised(1));
    server.history.addFeature("heart-rate.baseline.centre", 72);
    server.history.addFeature("heart-rate.baseline.hours", 96);
    String span = "&from=" + (NOW - 1000) + "&to=" + NOW;
    get("/api/patients/p1/history?vital=heart-rate" + span);
    get("/api/patients/p1/course?vital=heart-rate&model=news2" + span);
    get("/api/patients/p1/course?vital=heart-rate&model=news2&asOf=" + NOW + span);
    get("/api/patients/p1/usual");
    get("/api/patients/p1/next-hour");
  }

  private void alerts() throws Exception {
    server.raise(1, 1);
    get("/api/patients/p1");
    get("/api/alerts");
    get("/api/alerts/a1");
    post("/api/alerts/a1/acknowledge", "{\"sequence\":1,\"worseBy\":5}");
    post("/api/alerts/a1/shelve", "{\"sequence\":1,\"forSeconds\":60,\"because\":\"known\"}");
    post("/api/alerts/a1/unshelve", "{\"sequence\":1}");
    post("/api/alerts/a1/feedback", "{\"verdict\":\"useful\"}");
    get("/api/burden?hours=72");
  }

  private void rules() throws Exception {
    send(
        "PUT",
        "/api/policy",
        """
        {"rules": [{"id": "hr", "kind": "limit", "vital": "heart-rate", "high": 130,
          "priority": "medium", "delaySeconds": 20, "hysteresis": 5, "doc": "a test"}],
         "because": "a start"}
        """);
    get("/api/policy");
    server
        .parts()
        .watch()
        .technical()
        .raise("model/heart-disease:1", "input-drift", Priority.LOW, NOW, "so", "Look.");
    get("/api/technical");
    get("/api/deliveries?failed=true");
    post("/api/deliveries/redrive", "{\"channel\":\"mail\"}");
    post("/api/deliveries/close", "{\"channel\":\"mail\",\"because\":\"it is gone\"}");
    post(
        "/api/outcomes",
        "{\"outcomes\":[{\"patient\":\"p1\",\"label\":\"sepsis\",\"occurred\":true,\"at\":"
            + NOW
            + "}]}");
    get("/api/outcomes");
  }

  private void models() throws Exception {
    for (String version : List.of("1", "2")) {
      byte[] bundle = TinyBundles.version(version);
      String path = "/api/bundles/" + Bundles.id(bundle);
      HttpResponse<String> stored =
          server.send(server.request(path).PUT(BodyPublishers.ofByteArray(bundle)).build());
      assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
      post(path + "/deploy", "{}");
      post("/api/models/heart-disease:" + version + "/promote", "{\"because\":\"a test\"}");
      done.add("put /api/bundles/{id}");
    }
    get("/api/models");
    get("/api/models?at=" + (NOW + 60));
    get("/api/models/heart-disease:1");
    post("/api/models/heart-disease/rollback", "{\"from\":\"2\"}");
    post("/api/models/heart-disease:2/retire", "{\"because\":\"unused\"}");
    get("/api/monitors");
  }

  private void drills() throws Exception {
    post("/api/drills", "{\"ward\":\"training\",\"scenario\":\"sepsis\",\"pace\":2}");
    get("/api/drills");
    String id = server.parts().drills().all().get(0).id();
    get("/api/drills/" + id);
    post("/api/drills/" + id + "/stop", "{\"because\":\"enough\"}");
    get("/api/drills/" + id + "?again=true");
  }

  private void streams() throws Exception {
    get("/api/log");
    get("/api/features?from=1&to=2&patient=p1");
  }

  private void get(String path) throws Exception {
    send("GET", path, "");
  }

  private void post(String path, String body) throws Exception {
    send("POST", path, body);
  }

  /** The server's answer itself is checked by {@link TestServer#send}. */
  private void send(String method, String path, String body) throws Exception {
    Operation of = ApiContract.of(method, path.replaceAll("\\?.*", ""));
    assertThat(of).as("%s %s is in the document", method, path).isNotNull();
    ApiContract.checkRequest(of, body);

    HttpResponse<String> answer =
        server.send(server.request(path).method(method, BodyPublishers.ofString(body)).build());

    assertThat(answer.statusCode()).as("%s %s", of, answer.body()).isBetween(200, 299);
    done.add(of.toString());
  }

  private static LedgerEntry live() {
    return new LedgerEntry(
        News2.NAME,
        News2.VERSION,
        "0".repeat(64),
        LedgerEntry.Action.LIVE,
        Long.MIN_VALUE,
        "test",
        "a test",
        null);
  }

  private static Score score() {
    return new Score(
        "p1",
        News2.NAME,
        News2.VERSION,
        new OutputNumber(1, NOW, 0),
        NOW,
        Score.Outcome.SCORE,
        3.0,
        null,
        null,
        new TreeMap<>(),
        List.of(),
        null);
  }
}
