package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BedsideRoutesTest {
  private static final long NOW = TestServer.NOW;
  private static final String OBSERVE = "/api/patients/p1/observations";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void observation_goesToTheIntakeWithWhoAndWhen_andToTheAudit() throws Exception {
    String body = "{\"values\":{\"consciousness\":1,\"oxygen-flow\":2.5}}";

    JsonNode answer = TestServer.json(server.post(OBSERVE, body));

    assertThat(answer.path("by").asText()).isEqualTo("anna");
    assertThat(answer.path("measured").asLong()).isEqualTo(NOW);
    assertThat(answer.at("/verdicts/consciousness/verdict").asText()).isEqualTo("accepted");
    assertThat(server.observations)
        .containsExactly(
            new ObservationIntake.Observation(
                "p1", "consciousness", BigDecimal.ONE, "{ACVPU}", NOW, "anna"),
            new ObservationIntake.Observation(
                "p1", "oxygen-flow", new BigDecimal("2.5"), "L/min", NOW, "anna"));
    await()
        .untilAsserted(
            () ->
                assertThat(server.audit.entries)
                    .anyMatch(
                        entry -> entry.action().equals("observe") && "p1".equals(entry.subject())));
  }

  @Test
  void impossibleObservation_isRefusedAtItsField_andNothingIsSent() throws Exception {
    HttpResponse<String> answer =
        server.post(OBSERVE, "{\"values\":{\"heart-rate\":80,\"body-temperature\":98.6}}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(TestServer.json(answer).path("field").asText()).isEqualTo("body-temperature");
    assertThat(TestServer.json(answer).path("expected").asText()).isEqualTo("20 to 46 Cel");
    assertThat(server.observations).isEmpty();
  }

  @Test
  void timeThatCantBe_isRefusedAtItsField() throws Exception {
    for (long measured : List.of(NOW + 1, NOW - 100_000)) {
      String body = "{\"measured\":" + measured + ",\"values\":{\"heart-rate\":80}}";
      HttpResponse<String> answer = server.post(OBSERVE, body);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(TestServer.json(answer).path("field").asText()).isEqualTo("measured");
    }
  }

  @Test
  void secondValueOfOneSecond_isRefused_ratherThanLostAsAConflict() throws Exception {
    Reading first =
        new Reading("heart-rate", Reading.MANUAL, NOW, 800, Reading.Status.FINAL, 1, "anna");
    server.ward.apply(new Readings("p1", NOW, "board", List.of(first)));

    HttpResponse<String> answer = server.post(OBSERVE, "{\"values\":{\"heart-rate\":88}}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("entered for this second already");
  }

  @Test
  void observationThatTheLogDidntTake_isUnavailable_andOneThatWasRejectedSaysWhy()
      throws Exception {
    server.verdict = "refused";
    assertThat(server.post(OBSERVE, "{\"values\":{\"heart-rate\":80}}").statusCode())
        .isEqualTo(503);

    server.verdict = "rejected";
    JsonNode answer = TestServer.json(server.post(OBSERVE, "{\"values\":{\"heart-rate\":80}}"));
    assertThat(answer.at("/verdicts/heart-rate/detail").asText()).isEqualTo("a reason");
  }

  @Test
  void whatIf_scoresOtherValuesAndWritesNothing() throws Exception {
    server.post(
        "/api/patients", "{\"patient\":\"p2\",\"ward\":\"A\",\"bed\":\"2\",\"ageYears\":70}");
    Reading rate = Reading.of("heart-rate", "mon-1", NOW, 800);
    server.ward.apply(new Readings("p2", NOW, "http", List.of(rate)));

    JsonNode answer =
        TestServer.json(
            server.post("/api/patients/p2/what-if", "{\"changes\":{\"heart-rate\":140}}"));

    assertThat(points(answer.path("asItIs"))).isZero();
    assertThat(points(answer.path("whatIf"))).isEqualTo(3);
    assertThat(server.observations).isEmpty();
    assertThat(server.log.appended()).hasSize(2); // the admissions
  }

  private static int points(JsonNode scores) {
    for (JsonNode score : scores) {
      if (score.path("model").asText().equals("news2")) {
        return score.path("contributions").path("heart-rate.last").asInt(-1);
      }
    }
    return -1;
  }
}
