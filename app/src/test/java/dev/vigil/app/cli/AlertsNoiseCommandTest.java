package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsNoiseCommandTest {
  private static final String BURDEN =
      """
      {"from": 0, "to": 86400, "useful": [],
       "models": [{"model": "news2:2017.1",
                   "opinions": {"useful": 1, "notUseful": 0, "known": 0, "actionable": 1}}],
       "wards": [
         {"ward": "A", "patientDays": 10.0, "calls": 30, "high": 2, "budget": 2.0,
          "perPatientDay": 3.0, "overBudget": true,
          "rules": [
            {"rule": "fast", "calls": 28, "high": 0, "answered": 3, "clearedAlone": 20,
             "noise": 21.0, "opinions": {"useful": 1, "notUseful": 3, "known": 0}},
            {"rule": "slow", "calls": 2, "high": 2, "answered": 2, "clearedAlone": 0,
             "noise": 1.0, "opinions": {"useful": 0, "notUseful": 0, "known": 0}}]},
         {"ward": "B", "patientDays": 0.1, "calls": 0, "high": 0, "rules": []}]}
      """;

  @TempDir private Path folder;
  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer(folder);
    server.answer("GET /api/burden", BURDEN);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void wardsStandWithTheirBudget_andRulesWithWhatPeopleFound() {
    Ran ran = server.vigil(new AlertsCommand(), "alerts", "noise");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains(
            "ward A: 30 calls, 2 of high priority, in 10.0 patient-days: 3.00 a patient-day, budget"
                + " 2.00: over it")
        .containsPattern("fast +28 +0 +3 +20  1 / 3 / 0: 25 % actionable")
        .containsPattern("slow +2 +2 +2 +0  -")
        .contains("ward B: 0 calls, 0 of high priority, in 0.1 patient-days\n")
        .contains("model news2:2017.1: 1 / 0 / 0: 100 % actionable");
  }

  @Test
  void json_isAnObjectForEachRuleOfAWard() {
    Ran ran = server.vigil(new AlertsCommand(), "alerts", "noise", "--json");

    assertThat(ran.out().lines())
        .anyMatch(
            line -> line.contains("\"rule\":\"fast\"") && line.contains("\"ward_budget\":2.0"));
  }

  @Test
  void feedback_isSentForTheAlertThatWasPrinted() {
    server.answer(
        "POST /api/alerts/a1/feedback",
        "{\"alert\":\"a1\",\"rule\":\"fast\",\"ward\":\"A\",\"verdict\":\"known\",\"by\":\"ann\","
            + "\"said\":5}");

    Ran ran = server.vigil(new AlertsCommand(), "alerts", "feedback", "a1/3", "known");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("Kept, for rule fast of ward A.");
    assertThat(server.requests())
        .containsExactly("POST /api/alerts/a1/feedback {\"verdict\":\"known\"}");
  }

  @Test
  void feedbackThatMakesNoSense_isRefused_beforeAnythingIsSent() {
    assertThat(server.vigil(new AlertsCommand(), "alerts", "feedback", "a1", "good").code())
        .isEqualTo(VigilException.USAGE);
    assertThat(server.vigil(new AlertsCommand(), "alerts", "feedback", "a b", "useful").code())
        .isEqualTo(VigilException.USAGE);
    assertThat(server.requests()).isEmpty();
  }
}
