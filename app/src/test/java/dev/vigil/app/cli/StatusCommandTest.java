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

class StatusCommandTest {
  private static final String WELL =
      "{\"store\":\"up\",\"patients\":3,\"live_models\":[\"news2:1\"],"
          + "\"channels\":{\"log\":{\"status\":\"up\"},\"webhook\":{\"status\":\"up\"}},"
          + "\"jobs\":{\"alerts\":{\"status\":\"RUNNING\",\"lag_s\":1}},"
          + "\"gateways\":{\"gateway-2\":{\"last_sign_s\":7}}}";

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

  @Test
  void vigilThatDoesWell_isExitCodeZero() {
    Ran ran = status(WELL);

    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines())
        .contains(
            "channel webhook          up",
            "alerts                   RUNNING     lag 1 s",
            "gateway-2                last sign 7 s ago");
  }

  @Test
  void channelThatCanNotDeliver_isNamedWithSinceWhenAndWhy() {
    Ran ran =
        status(
            WELL.replace(
                "\"webhook\":{\"status\":\"up\"}",
                "\"webhook\":{\"status\":\"undelivered\",\"since\":60,\"reason\":\"http-503\"}"));

    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.out())
        .contains("channel webhook          undelivered since 1970-01-01T00:01:00Z http-503");
  }

  @Test
  void channelThatLeftMessagesBehind_isAProblem_thatSaysWhereToLook() {
    Ran ran =
        status(
            WELL.replace(
                "\"webhook\":{\"status\":\"up\"}",
                "\"webhook\":{\"status\":\"not-configured\",\"refused\":2}"));

    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.out())
        .contains("webhook          not-configured 2 refused: ./vigil alerts deliveries --failed");
  }

  @Test
  void notifierElsewhere_isNamedWithItsSign_andAProblemWhenItIsSilent() {
    String up = "\"notifier\":{\"status\":\"up\",\"last_sign_s\":2},\"store\"";
    String never = "\"notifier\":{\"status\":\"silent\"},\"store\"";

    Ran well = status(WELL.replace("\"store\"", up));
    Ran silent = status(WELL.replace("\"store\"", never));

    assertThat(well.code()).isZero();
    assertThat(well.out()).contains("notifier                 up          last sign 2 s ago");
    assertThat(silent.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(silent.out()).contains("notifier                 silent      no sign yet");
  }

  @Test
  void supervisorElsewhere_isNamedWithItsSign_andAProblemWhenItIsSilent() {
    String up = "\"supervisor\":{\"status\":\"up\",\"last_sign_s\":2},\"store\"";
    String silent = "\"supervisor\":{\"status\":\"silent\",\"last_sign_s\":40},\"store\"";

    Ran well = status(WELL.replace("\"store\"", up));
    Ran missed = status(WELL.replace("\"store\"", silent));

    assertThat(well.code()).isZero();
    assertThat(well.out()).contains("supervisor               up          last sign 2 s ago");
    assertThat(missed.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(missed.out()).contains("supervisor               silent      last sign 40 s ago");
  }

  @Test
  void jobThatWasGivenUp_saysTheRemedy() {
    Ran ran =
        status(
            WELL.replace("\"RUNNING\",\"lag_s\":1", "\"GIVEN_UP\",\"reason\":\"start it anew.\""));

    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.out()).contains("alerts                   GIVEN_UP    start it anew.");
  }

  @Test
  void budgetOfAWard_isANumberAsPeopleWriteIt() {
    String burden =
        "\"burden\":{\"b\":{\"patient_days\":2.0,\"calls\":4,\"budget\":10.0,\"over_budget\":false}},";

    Ran ran = status(WELL.replace("\"gateways\"", burden + "\"gateways\""));

    assertThat(ran.out()).contains("2.00 a patient-day, budget 10\n");
  }

  /** Kafka away, or the ledger another process's: all looked as if it were running. */
  @Test
  void whatCanNotBeRead_isToldAsOfThen_andIsAProblem() {
    String unread =
        "\"unread\":{\"log\":{\"since\":60,\"reason\":\"no answer in 5 s\"},"
            + "\"jobs\":{\"since\":120,\"reason\":\"TimeoutException: x\"}},\"store\"";
    String jobs = "\"as_of\":120,\"status\":\"RUNNING\"";

    Ran ran =
        status(
            WELL.replace("\"store\"", unread).replace("\"status\":\"RUNNING\",\"lag_s\":1", jobs));

    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.out().lines())
        .startsWith(
            "the log                  not read since 1970-01-01T00:01:00Z: no answer in 5 s",
            "the jobs                 not read since 1970-01-01T00:02:00Z: TimeoutException: x")
        .contains(
            "live       [\"news2:1\"] as of 1970-01-01T00:01:00Z",
            "alerts                   RUNNING     as of 1970-01-01T00:02:00Z");
  }

  private Ran status(String answer) {
    server.answer("GET /api/status", answer);
    return server.vigil(new StatusCommand(), "status");
  }
}
