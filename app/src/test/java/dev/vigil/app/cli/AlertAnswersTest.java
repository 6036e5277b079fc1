package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.cli.FakeServer.Ran;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertAnswersTest {
  @TempDir private Path folder;
  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Ran vigil(String... words) {
    return server.vigil(new AlertsCommand(), words);
  }

  @Test
  void acknowledge_namesWhatWasSeen_andItsConditions() {
    server.answer("POST /api/alerts/a1/acknowledge", "{\"command\":\"c\"}");

    Ran ran =
        vigil(
            "alerts",
            "acknowledge",
            "a1/3",
            "--minutes",
            "30",
            "--worse-by",
            "2.5",
            "--another-kind",
            "--because",
            "at the bed");

    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(server.requests())
        .containsExactly(
            "POST /api/alerts/a1/acknowledge {\"sequence\":3,\"because\":\"at the"
                + " bed\",\"forSeconds\":1800,\"worseBy\":2.5,\"anotherKind\":true}");
  }

  @Test
  void shelve_andUnshelve_areSent() {
    server.answer("POST /api/alerts/a1/shelve", "{\"command\":\"c\"}");
    server.answer("POST /api/alerts/a1/unshelve", "{\"command\":\"c\"}");

    assertThat(vigil("alerts", "shelve", "a1/1", "--minutes", "10").code()).isZero();
    assertThat(vigil("alerts", "unshelve", "a1/2").code()).isZero();

    assertThat(server.requests())
        .containsExactly(
            "POST /api/alerts/a1/shelve {\"sequence\":1,\"forSeconds\":600}",
            "POST /api/alerts/a1/unshelve {\"sequence\":2}");
  }

  @Test
  void withoutTheSequenceThatWasSeen_isRefused() {
    assertThat(vigil("alerts", "acknowledge", "a1").code()).isEqualTo(2);
    assertThat(vigil("alerts", "shelve", "a1/1").code()).isEqualTo(2);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void timeThatIsNone_orLongerThanADay_isRefusedByItsOption() {
    for (String minutes : new String[] {"0", "1441", "100000000"}) {
      for (String verb : new String[] {"shelve", "acknowledge"}) {
        Ran ran = vigil("alerts", verb, "a1/1", "--minutes", minutes);

        assertThat(ran.code()).as(verb + " " + minutes).isEqualTo(2);
        assertThat(ran.err()).contains("--minutes is " + minutes + ", expected from 1 to 1440");
      }
    }
    assertThat(server.requests()).isEmpty();

    server.answer("POST /api/alerts/a1/shelve", "{\"command\":\"c\"}");
    assertThat(vigil("alerts", "shelve", "a1/1", "--minutes", "1440").code()).isZero();
    assertThat(server.requests()).singleElement().asString().contains("\"forSeconds\":86400");
  }

  @Test
  void show_printsWhatItStandsOn() {
    server.answer(
        "GET /api/alerts/a1",
        """
        {"now": 1060, "before": {"spo2": "/api/patients/ann/history?vital=spo2&from=1&to=1000"},
         "alert": {"alert": "a1", "sequence": 2, "patient": "ann", "ward": "a", "bed": "7",
          "state": "active", "priority": "high", "because": "low", "rule": "spo2-extreme",
          "cause": "escalated", "escalation": {"level": 1, "to": [{"role": "physician"}]},
          "evidence": {"clears": "Clears when back", "readings":
            [{"vital": "spo2", "value": 81, "unit": "%", "sensor": "mon", "measured": 1000}]}}}
        """);

    assertThat(vigil("alerts", "show", "a1/2").out().lines())
        .containsExactly(
            "high  active  a/7  ann  low  a1/2",
            "  rule: spo2-extreme, escalated",
            "  spo2 81 % from mon, 60 s before now",
            "  Clears when back",
            "  asks: physician, not on the rota",
            "  before: /api/patients/ann/history?vital=spo2&from=1&to=1000");
  }

  /** A NEWS2 of 10 stood there as 1E+1. */
  @Test
  void show_hasNumbersAsPeopleWriteThem() {
    server.answer(
        "GET /api/alerts/a1",
        """
        {"now": 1060, "before": {},
         "alert": {"alert": "a1", "sequence": 2, "patient": "ann", "ward": "a", "bed": "7",
          "state": "active", "priority": "high", "because": "low", "rule": "news2-emergency",
          "cause": "raised", "evidence": {"clears": "Clears when back",
           "score": {"model": "news2", "version": "1", "outcome": "score", "value": 10.0,
            "known": 1000, "contributions": {"spo2": 3.0, "other": 20.0}},
           "readings": [{"vital": "body-temperature", "value": 40.0, "unit": "Cel",
            "sensor": "mon", "measured": 1000}]}}}
        """);

    assertThat(vigil("alerts", "show", "a1/2").out().lines())
        .contains(
            "  body-temperature 40 Cel from mon, 60 s before now",
            "  news2 1: 10, known 60 s before now",
            "    spo2 3",
            "    other 20");
  }

  @Test
  void show_ofAScoreWithoutAValue_namesItsOutcome() {
    server.answer(
        "GET /api/alerts/a1",
        """
        {"now": 1060, "before": {},
         "alert": {"alert": "a1", "sequence": 2, "evidence": {"clears": "Clears when back",
           "score": {"model": "news2", "version": "1", "outcome": "range", "known": 1000}}}}
        """);

    assertThat(vigil("alerts", "show", "a1/2").out())
        .contains("  news2 1: range, known 60 s before now");
  }
}
