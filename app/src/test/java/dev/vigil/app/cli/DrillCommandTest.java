package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillCommandTest {
  private static final String DRILL =
      """
      {"id": "drill-3", "started": 1772000000, "by": "ann", "because": "x",
       "plan": {"ward": "training", "scenario": "sepsis", "patients": 4, "pace": 2, "seed": 5,
                "worsens": "drill-3-02", "onset": 1772000060}%s}
      """;
  private static final String OVER =
      DRILL.formatted(", \"end\": {\"at\": 1772000900, \"by\": \"ann\", \"because\": \"over\"}");
  private static final String REPORT =
      """
      {"drill": %s,
       "alerted": {"at": 1772000100, "sinceOnset": 40, "sinceAlert": 0},
       "noticed": {"at": 1772000090, "by": "n.ito", "sinceOnset": 30, "sinceAlert": -10},
       "alerts": [{"alert": "a", "patient": "drill-3-02", "bed": "02", "rule": "news2-urgent",
                   "priority": "high", "because": "NEWS2 is 7", "raised": 1772000100,
                   "opened": 1772000112, "openedBy": "n.ito", "escalations": 0,
                   "state": "active"}],
       "deeds": [{"at": 1772000112, "by": "n.ito", "patient": "drill-3-02", "kind": "observed",
                  "about": ["spo2"]}],
       "people": ["n.ito"]}
      """
          .formatted(OVER);

  @TempDir private Path folder;
  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer(folder.resolve("data"));
    server.answer("POST /api/drills", DRILL.formatted(""));
    server.answer("GET /api/drills", "{\"drills\":[" + OVER + "]}");
    server.answer("GET /api/drills/drill-3", REPORT);
    server.answer("POST /api/drills/drill-3/stop", OVER);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Ran vigil(String... args) {
    return server.vigil(new DrillCommand(), args);
  }

  @Test
  void start_sendsTheOrder_andSaysHowItEnds() throws Exception {
    Ran ran = vigil("drill", "start", "sepsis", "--pace", "2", "--because", "new colleagues");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("drill-3  sepsis in ward training, 4 patients", "./vigil drill stop drill-3");
    String sent = server.requests().get(0).substring("POST /api/drills ".length());
    assertThat(Json.mapper().readTree(sent).path("pace").asInt()).isEqualTo(2);
    assertThat(Json.mapper().readTree(sent).path("ward").asText()).isEqualTo("training");
  }

  @Test
  void report_saysHowSoon_asTextAndJson() throws Exception {
    Ran ran = vigil("drill", "report", "drill-3");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains(
            "DRILL, simulated patients: drill-3",
            "first alert      40 s\n",
            "noticed          30 s, 10 s before the alert, by n.ito",
            "acknowledged     -",
            "opened after 12 s by n.ito; answered never; active",
            "52 s  n.ito  drill-3-02  observed: spo2");
    String json = vigil("drill", "report", "drill-3", "--again", "--json").out();
    assertThat(Json.mapper().readTree(json).at("/noticed/sinceAlert").asInt()).isEqualTo(-10);
  }

  @Test
  void listAndStop_sayHowItEnded() {
    assertThat(vigil("drill", "list").out()).contains("ended after 900 s by ann: over");
    assertThat(vigil("drill", "stop", "drill-3", "--because", "over").out())
        .contains("./vigil drill report drill-3");
    assertThat(server.requests()).contains("POST /api/drills/drill-3/stop {\"because\":\"over\"}");
  }

  @Test
  void wrongUsage_isRefusedBeforeAnythingIsSent() {
    assertThat(vigil("drill", "start", "sepsis", "--patients", "0").err())
        .contains("'patients' is 0, expected 1 to 30");
    assertThat(vigil("drill", "stop", "../x").code()).isEqualTo(VigilException.USAGE);
    assertThat(vigil("drill").code()).isEqualTo(VigilException.USAGE);
    assertThat(server.requests()).isEmpty();
  }
}
