package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CourseRoutesTest {
  private static final long NOW = TestServer.NOW;

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readingThatCameLate_isNotShownBeforeItWasKnown() throws Exception {
    received("mon-1", NOW - 300, 800, Reading.Status.FINAL, 1, NOW - 300);
    received("mon-1", NOW - 200, 1400, Reading.Status.FINAL, 1, NOW - 50);

    assertOnePoint(course(NOW - 51), NOW - 300, 80);
    assertThat(course(NOW - 51).at("/latest/value").asDouble()).isEqualTo(80);
    assertThat(course(NOW - 50).at("/latest/value").asDouble()).isEqualTo(140);
    assertThat(course(NOW - 50).at("/latest/received").asLong()).isEqualTo(NOW - 50);
  }

  @Test
  void correctedValue_isShownAsItStoodThen() throws Exception {
    received("mon-1", NOW - 300, 800, Reading.Status.FINAL, 1, NOW - 300);
    received("mon-1", NOW - 300, 950, Reading.Status.CORRECTED, 2, NOW - 100);
    received("mon-1", NOW - 300, 0, Reading.Status.WITHDRAWN, 3, NOW - 60);

    assertOnePoint(course(NOW - 101), NOW - 300, 80);
    assertOnePoint(course(NOW - 100), NOW - 300, 95);
    assertThat(course(NOW - 60).path("points")).isEmpty();
  }

  @Test
  void latestValue_isFoundThoughItIsOlderThanTheSpan() throws Exception {
    received("mon-1", NOW - 20_000, 800, Reading.Status.FINAL, 1, NOW - 20_000);

    assertThat(course(NOW).path("points")).isEmpty();
    assertThat(course(NOW).at("/latest/measured").asLong()).isEqualTo(NOW - 20_000);
  }

  @Test
  void alertsAndTheirOpenOnes_areThoseThatWereDecidedByThen() throws Exception {
    server.history.add(server.raised(1));

    assertThat(asked(NOW - 1).path("open")).isEmpty();
    assertThat(asked(NOW).path("open")).hasSize(1);
    assertThat(asked(NOW).at("/transitions/0/cause").asText()).isEqualTo("raised");
  }

  @Test
  void limits_areTheRulesInnermostOnes_unlessThePatientHasOwn() throws Exception {
    server.policy.set(
        new RulePolicy.Asked(
            Json.mapper()
                .readTree(
                    """
                    [{"id": "hr-extreme", "kind": "limit", "vital": "heart-rate", "low": 40,
                      "high": 140, "priority": "high", "delaySeconds": 20, "hysteresis": 5,
                      "doc": "a test"},
                     {"id": "hr", "kind": "limit", "vital": "heart-rate", "high": 130,
                      "priority": "medium", "delaySeconds": 20, "hysteresis": 5, "doc": "a test"}]
                    """),
            null,
            null),
        "a test",
        "anna");

    assertThat(asked(null).at("/limits/heart-rate/low").asDouble()).isEqualTo(40);
    assertThat(asked(null).at("/limits/heart-rate/high").asDouble()).isEqualTo(130);
    assertThat(asked(NOW).has("limits")).as("those of then aren't known").isFalse();
  }

  @Test
  void usual_isWhatTheBaselineFeaturesSay() throws Exception {
    server.history.addFeature("heart-rate.baseline.centre", 72);
    server.history.addFeature("heart-rate.baseline.hours", 96);
    server.history.addFeature("heart-rate.baseline.change", 12);
    server.history.addFeature("heart-rate.baseline.deviation", 3);

    JsonNode usual = TestServer.json(server.get("/api/patients/p1/usual")).path("usual");

    assertThat(usual.at("/heart-rate/centre").asDouble()).isEqualTo(72);
    assertThat(usual.at("/heart-rate/spread").asDouble()).isEqualTo(4);
    assertThat(usual.has("spo2")).isFalse();
  }

  private JsonNode course(long asOf) throws Exception {
    return asked(asOf).at("/vitals/heart-rate");
  }

  private JsonNode asked(@Nullable Long asOf) throws Exception {
    String path =
        "/api/patients/p1/course?vital=heart-rate&from="
            + (NOW - 1000)
            + "&to="
            + NOW
            + (asOf == null ? "" : "&asOf=" + asOf);
    return TestServer.json(server.get(path));
  }

  private void received(
      String sensor, long measured, long steps, Reading.Status status, int version, long at) {
    Reading reading = new Reading("heart-rate", sensor, measured, steps, status, version, null);
    server.history.add(new Readings("p1", at, "http", List.of(reading)));
  }

  private static void assertOnePoint(JsonNode course, long second, double value) {
    assertThat(course.path("points")).hasSize(1);
    assertThat(course.at("/points/0/0").asLong()).isEqualTo(second);
    assertThat(course.at("/points/0/1").asDouble()).isEqualTo(value);
  }
}
