package dev.vigil.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import dev.vigil.models.bundles.Bundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {
  private static final String LIVE =
      "{\"model\":\"sepsis\",\"version\":\"2\",\"bundle\":\"b\",\"state\":\"canary\",\"percent\":20,\"since\":1772366400,\"by\":\"anna\",\"because\":\"a"
          + " try\",\"proof\":\"eeeeeeeeeeeeeeee\","
          + "\"next\":[],\"job\":{\"job\":\"scoring-b\",\"status\":\"RUNNING\",\"reason\":\"\","
          + "\"lagSeconds\":1}}";
  private static final String FAILING =
      "{\"model\":\"sepsis\",\"version\":\"3\",\"bundle\":\"c\",\"next\":[{\"model\":\"sepsis\","
          + "\"version\":\"3\",\"bundle\":\"c\",\"action\":\"shadow\",\"holdsFrom\":1772366415,"
          + "\"by\":\"anna\",\"because\":\"new\"}],\"job\":{\"job\":\"scoring-c\","
          + "\"status\":\"GIVEN_UP\",\"reason\":\"bundle damaged\"}}";
  private static final String LIVE_BEFORE =
      "{\"model\":\"sepsis\",\"version\":\"1\",\"bundle\":\"a\",\"state\":\"live\",\"percent\":100,"
          + "\"by\":\"vigil\",\"because\":\"first start\",\"next\":[]}";
  private static final String ROLLED_BACK =
      "{\"model\":\"sepsis\",\"version\":\"1\",\"bundle\":\"a\",\"action\":\"live\","
          + "\"holdsFrom\":1772366415,\"by\":\"anna\",\"because\":\"too many alerts\","
          + "\"rolledBack\":\"2\"}";

  @TempDir private Path folder;
  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer(folder.resolve("data"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void withoutASecondWord_namesThem() {
    Ran ran = server.vigil(new ModelCommand(), "model");

    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err())
        .contains(
            "vigil model needs one more word: list, show, deploy, promote, rollback, retire, train,"
                + " evaluate, backtest, recalibrate, forecast, next-hour, import, reference,"
                + " outcomes, sign");
  }

  @Test
  void list_showsEachVersionItsProofItsJobAndWhyOneDoesNotRun() {
    // given
    server.answer(
        "GET /api/models", "{\"at\":1772366400,\"versions\":[" + LIVE + "," + FAILING + "]}");

    // when
    Ran ran = server.vigil(new ModelCommand(), "model", "list");

    // then
    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.out().lines())
        .satisfiesExactly(
            live ->
                assertThat(live)
                    .matches(
                        "sepsis:2 +canary 20 % +since 2026-03-01T12:00:00Z by anna  proof"
                            + " eeeeeeeeeeee  scoring-b RUNNING, 1 s behind"),
            failing ->
                assertThat(failing)
                    .matches(
                        "sepsis:3 +not yet +scoring-c GIVEN_UP: bundle damaged  \\(shadow from"
                            + " 2026-03-01T12:00:15Z\\)"),
            missing -> assertThat(missing).startsWith("Not deployed: ").contains("news2:2017.1"));
  }

  @Test
  void list_saysWhatIsBeyondALimitSinceWhenAndWhatToDo() {
    server.answer(
        "GET /api/models",
        "{\"at\":1772366400,\"versions\":["
            + LIVE
            + "],\"technical\":[{\"subject\":\"model/sepsis:2\",\"condition\":\"input-drift\","
            + "\"sequence\":3,\"state\":\"raised\",\"priority\":\"medium\",\"since\":1772366400,"
            + "\"at\":1772366400,\"because\":\"2 of 40 inputs\",\"remedy\":\"Look.\"}]}");

    Ran ran = server.vigil(new ModelCommand(), "model", "list");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(
            "technical alert (medium) model/sepsis:2 input-drift since 2026-03-01T12:00:00Z: 2 of"
                + " 40 inputs. Look.");
  }

  @Test
  void list_ofAnInstant_asksForItAndForNoJobs() {
    server.answer("GET /api/models", "{\"at\":1772366400,\"versions\":[" + LIVE_BEFORE + "]}");

    Ran ran = server.vigil(new ModelCommand(), "model", "list", "--at", "2026-03-01T12:00:00Z");

    assertThat(ran.code()).isZero();
    assertThat(ran.out().strip()).matches("sepsis:1 +live +since the first start by vigil");
  }

  @Test
  void show_saysWhatTheLedgerSays() {
    server.answer(
        "GET /api/models/sepsis:1",
        "{\"at\":1,\"is\":" + LIVE_BEFORE + ",\"history\":[" + ROLLED_BACK + "]}");

    Ran ran = server.vigil(new ModelCommand(), "model", "show", "sepsis:1");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(
            "2026-03-01T12:00:15Z  sepsis:1 live by anna: too many alerts, rolled back from 2");
  }

  @Test
  void show_ofBothOrNothing_isWrongUsage() {
    assertThat(server.vigil(new ModelCommand(), "model", "show").code())
        .isEqualTo(VigilException.USAGE);
    assertThat(server.vigil(new ModelCommand(), "model", "show", "a:1", "--bundle", "x.zip").code())
        .isEqualTo(VigilException.USAGE);
  }

  @Test
  void instantThatIsNone_isRefusedWithOneThatIs() {
    for (String at : List.of("2026-03-01", "2026-03-01T12:00:00.7Z")) {
      Ran ran = server.vigil(new ModelCommand(), "model", "list", "--at", at);

      assertThat(ran.code()).isEqualTo(VigilException.USAGE);
      assertThat(ran.err()).contains("expected one like 2026-03-01T12:00:00Z");
    }
  }

  /** Nobody's key was held against anything, and the exit code said that all is well. */
  @Test
  void show_doesNotPassOverAnOptionOfTheOtherForm() {
    server.answer(
        "GET /api/models/sepsis:1", "{\"at\":1,\"is\":" + LIVE_BEFORE + ",\"history\":[]}");

    Ran key =
        server.vigil(new ModelCommand(), "model", "show", "sepsis:1", "--trusted-key", "k.pem");
    Ran at =
        server.vigil(
            new ModelCommand(),
            "model",
            "show",
            "--bundle",
            "x.zip",
            "--at",
            "2026-03-01T12:00:00Z");

    assertThat(key.code()).isEqualTo(VigilException.USAGE);
    assertThat(key.err()).contains("--trusted-key goes with --bundle");
    assertThat(at.code()).isEqualTo(VigilException.USAGE);
    assertThat(at.err()).contains("--at goes with MODEL:VERSION");
  }

  @Test
  void deploy_uploadsTheBundleUnderItsHash_andMakesItAShadow() throws IOException {
    // given
    byte[] bundle = "a bundle".getBytes(UTF_8);
    Path file = Files.write(folder.resolve("b.zip"), bundle);
    String path = "/api/bundles/" + Bundles.id(bundle);
    server.answer("PUT " + path, "{\"bundle\":\"b\",\"versions\":[],\"stored\":true}");
    server.answer("POST " + path + "/deploy", "{\"changes\":[" + changed(ROLLED_BACK) + "]}");

    // when
    Ran ran = server.vigil(new ModelCommand(), "model", "deploy", file.toString());

    // then
    assertThat(ran.code()).isZero();
    assertThat(ran.out().strip()).isEqualTo("sepsis:1 is live from 2026-03-01T12:00:15Z.");
    assertThat(server.requests())
        .containsExactly("PUT " + path + " a bundle", "POST " + path + "/deploy {}");
  }

  @Test
  void promotion_goesWithItsShareItsReasonAndNoProof() {
    server.answer("POST /api/models/sepsis:1/promote", changed(ROLLED_BACK));

    Ran ran =
        server.vigil(
            new ModelCommand(),
            "model",
            "promote",
            "sepsis:1",
            "--percent",
            "20",
            "--because",
            "a try");

    assertThat(ran.code()).isZero();
    assertThat(server.requests())
        .containsExactly(
            "POST /api/models/sepsis:1/promote {\"because\":\"a try\",\"percent\":20}");
  }

  @Test
  void wrongNamesSharesAndProofs_areSaidBeforeAnythingIsSent() throws IOException {
    Path noProof = Files.writeString(folder.resolve("p.json"), "{}");

    assertThat(server.vigil(new ModelCommand(), "model", "promote", "sepsis").code())
        .isEqualTo(VigilException.USAGE);
    assertThat(
            server
                .vigil(new ModelCommand(), "model", "promote", "sepsis:1", "--percent", "100")
                .code())
        .isEqualTo(VigilException.USAGE);
    assertThat(
            server
                .vigil(
                    new ModelCommand(),
                    "model",
                    "promote",
                    "sepsis:1",
                    "--proof",
                    noProof.toString())
                .code())
        .isEqualTo(VigilException.PROBLEM);
    assertThat(server.vigil(new ModelCommand(), "model", "rollback", "sepsis:1").code())
        .isEqualTo(VigilException.USAGE);
    assertThat(server.vigil(new ModelCommand(), "model", "deploy").code())
        .isEqualTo(VigilException.USAGE);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void refusal_isSaidWithItsRemedy() {
    server.refuse(
        "POST /api/models/sepsis/rollback",
        409,
        "{\"error\":\"nothing was live before\",\"expected\":\"a former"
            + " version\",\"remedy\":\"Retire it.\"}");

    Ran ran = server.vigil(new ModelCommand(), "model", "rollback", "sepsis", "--from", "2");

    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.err())
        .contains("nothing was live before. Expected: a former version. Retire it.");
    assertThat(server.requests())
        .containsExactly("POST /api/models/sepsis/rollback {\"from\":\"2\"}");
  }

  @Test
  void retirement_goesWithItsReason() {
    server.answer("POST /api/models/sepsis:1/retire", changed(ROLLED_BACK));

    server.vigil(new ModelCommand(), "model", "retire", "sepsis:1", "--because", "worse");

    assertThat(server.requests())
        .containsExactly("POST /api/models/sepsis:1/retire {\"because\":\"worse\"}");
  }

  private static String changed(String entry) {
    return "{\"entry\":" + entry + ",\"appended\":true}";
  }
}
