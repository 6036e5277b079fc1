package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.models.Backtests;
import dev.vigil.dashboard.models.ModelRegistry;
import dev.vigil.dashboard.models.ModelVersion;
import dev.vigil.dashboard.models.Promotion;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelRoutesTest {
  private static final byte[] BUNDLE = Bundles.clinicalScores();
  private static final String ID = Bundles.id(BUNDLE);
  private static final long FROM = TestServer.NOW + 15;

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void model_isUploadedDeployedPromotedRolledBackAndRetired() throws Exception {
    // upload
    assertThat(put(ID, BUNDLE).statusCode()).isEqualTo(201);
    assertThat(put(ID, BUNDLE).statusCode()).isEqualTo(200);

    // deploy
    JsonNode deployed = json(post("/api/bundles/" + ID + "/deploy", "{}"));
    assertThat(deployed.path("changes")).hasSize(7);
    assertThat(deployed.at("/changes/0/entry/holdsFrom").asLong()).isEqualTo(FROM);
    assertThat(deployed.at("/changes/0/entry/by").asText()).isEqualTo("anna");

    // promote, with a proof of the same hash as the client's
    var proof = Backtests.proof(new ModelVersion("news2", "2017.1"), ID, 0.5);
    String promotion =
        new String(Json.encode(new Promotion(null, null, proof)), StandardCharsets.UTF_8);
    JsonNode promoted = json(post("/api/models/news2:2017.1/promote", promotion));
    assertThat(promoted.at("/entry/action").asText()).isEqualTo("live");
    assertThat(promoted.at("/entry/proof").asText()).isEqualTo(proof.hash());

    // list and show
    JsonNode list = json(server.get("/api/models?at=" + FROM));
    assertThat(list.path("at").asLong()).isEqualTo(FROM);
    assertThat(list.path("versions")).hasSize(7);
    assertThat(list.path("versions").toString()).contains("\"state\":\"live\"");
    assertThat(json(server.get("/api/models/news2:2017.1?at=" + FROM)).at("/proof/gates"))
        .hasSize(1);
    assertThat(json(server.get("/api/models?at=" + (FROM - 1))).path("versions")).isEmpty();

    // canary, rollback, retire
    assertThat(
            post("/api/models/mews:2001.1/promote", "{\"percent\":10,\"because\":\"try\"}")
                .statusCode())
        .isEqualTo(200);
    assertThat(post("/api/models/news2/rollback", "{}").statusCode()).isEqualTo(409);
    JsonNode retired = json(post("/api/models/qsofa:2016.1/retire", "{\"because\":\"unused\"}"));
    assertThat(retired.at("/entry/action").asText()).isEqualTo("retired");
  }

  @Test
  void wrongRequests_areRefusedWithARemedy() throws Exception {
    put(ID, BUNDLE);
    post("/api/bundles/" + ID + "/deploy", "{}");

    for (Refusal refusal :
        List.of(
            new Refusal("/api/bundles/00/deploy", "{}", 404),
            new Refusal("/api/models/news2:2017.1/promote", "{}", 409),
            new Refusal("/api/models/news2:2017.1/promote", "{\"percent\":100}", 400),
            new Refusal("/api/models/news2:2017.1/promote", "{\"percent\":0}", 400),
            new Refusal("/api/models/news2:2017.1/promote", "{\"becuase\":\"b\"}", 400),
            new Refusal("/api/models/news2:2017.1/promote", "{\"because\":\" \"}", 400),
            new Refusal("/api/models/news2/promote", "{}", 400),
            new Refusal("/api/models/news2:9/promote", "{\"because\":\"b\"}", 404),
            new Refusal("/api/models/news2:9/retire", "{}", 404),
            new Refusal("/api/models/none/rollback", "{}", 404),
            new Refusal("/api/models/news2/rollback", "{}", 409))) {
      HttpResponse<String> answer = post(refusal.path(), refusal.body());

      assertThat(answer.statusCode()).as("%s", refusal).isEqualTo(refusal.status());
      assertThat(json(answer).path("remedy").asText()).as("%s", refusal).isNotBlank();
    }
    assertThat(server.get("/api/models?at=noon").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/models/news2:9").statusCode()).isEqualTo(404);
  }

  @Test
  void bundle_mayBeLargerThanOtherBodies_butNotLargerThanItsLimit() throws Exception {
    byte[] large = new byte[5 << 20];

    HttpResponse<String> damaged = put(Bundles.id(large), large);

    assertThat(damaged.statusCode()).isEqualTo(400);
    assertThat(damaged.body()).contains("damaged");
    assertThat(announce(ModelRegistry.MOST_BUNDLE_BYTES + 1)).contains("413", "at most 64 MiB");
  }

  /** What the server says to a body of so many bytes before it has any of them. */
  private String announce(long bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String head =
          "PUT /api/bundles/00 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + TestServer.TOKEN.secret()
              + "\r\nContent-Length: "
              + bytes
              + "\r\n\r\n";
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      StringBuilder answer = new StringBuilder();
      while (answer.indexOf("}") < 0) {
        answer.append((char) socket.getInputStream().read());
      }
      return answer.toString();
    }
  }

  @Test
  void nobody_withoutTheToken_changesAnything() throws Exception {
    HttpRequest upload =
        HttpRequest.newBuilder(server.uri("/api/bundles/" + ID))
            .PUT(BodyPublishers.ofByteArray(BUNDLE))
            .build();

    assertThat(server.send(upload).statusCode()).isEqualTo(401);
    assertThat(json(server.get("/api/models")).path("versions")).isEmpty();
  }

  private record Refusal(String path, String body, int status) {}

  private HttpResponse<String> put(String id, byte[] body) throws Exception {
    return server.send(
        server.request("/api/bundles/" + id).PUT(BodyPublishers.ofByteArray(body)).build());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return server.post(path, body);
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return TestServer.json(answer);
  }
}
