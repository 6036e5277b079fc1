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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatientCommandTest {
  private static final String ANN =
      """
      {"patient":"ann","version":3,"status":"admitted","origin":"real","ward":"a","bed":"7",\
      "ageYears":64,"sex":"female","spo2Scale":1,"limits":{"spo2":{"low":80.0}},\
      "devices":[{"device":"monitor-7","from":1000}],\
      "plan":{"items":[{"vital":"spo2","intervalSeconds":60,"graceSeconds":30}]},\
      "admitted":1000,"by":"bob","because":"admitted"}\
      """;

  @TempDir private Path folder;
  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer(folder.resolve("data"));
    server.answer("GET /api/status", "{\"now\":5000}");
    server.answer("GET /api/patients", "{\"patients\":[" + ANN + "]}");
    server.answer("GET /api/patients/ann", "{\"context\":" + ANN + ",\"ready\":false}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void admit_ofSomeoneInTheHospital_sendsSinceWhen() {
    // given
    server.answer("POST /api/patients", ANN);

    // when
    Ran ran =
        vigil(
            "patient admit ann --ward a --bed 7 --specialty surgical"
                + " --in-hospital-since 1970-01-01T01:00:00Z");

    // then
    assertThat(ran.code()).isZero();
    assertThat(server.requests().get(server.requests().size() - 1))
        .contains("\"hospital\":{\"admitted\":3600,\"specialty\":\"surgical\"}");
  }

  @Test
  void admit_sendsWhatWasGivenAndNothingElse() {
    // given
    server.answer("POST /api/patients", ANN);

    // when
    Ran ran =
        vigil(
            "patient admit ann --ward a --bed 7 --age 64 --sex female --no-pregnant --spo2-scale 2"
                + " --device monitor-7 --limit heart-rate=40..130 --limit body-temperature=..38.5"
                + " --plan heart-rate=60s+1m --because night");

    // then
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .isEqualToIgnoringNewLines("Patient ann is admitted to ward a, bed 7 (version 3).");
    assertThat(server.requests())
        .endsWith(
            "POST /api/patients"
                + " {\"admitted\":null,\"ageYears\":64,\"because\":\"night\",\"bed\":\"7\","
                + "\"devices\":[{\"device\":\"monitor-7\",\"from\":5000}],\"hospital\":null,"
                + "\"limits\":{\"body-temperature\":{\"high\":38.5},\"heart-rate\":{\"high\":130,\"low\":40}},"
                + "\"origin\":null,\"patient\":\"ann\","
                + "\"plan\":{\"items\":[{\"graceSeconds\":60,\"intervalSeconds\":60,\"vital\":\"heart-rate\"}]},"
                + "\"pregnant\":false,\"sex\":\"female\",\"spo2Scale\":2,\"ward\":\"a\"}");
  }

  @Test
  void limits_andPlan_keepWhatIsNotNamed() {
    // given
    server.answer("PUT /api/patients/ann", ANN);

    // when
    vigil("patient limits ann --limit heart-rate=..130 --because fever");
    vigil("patient limits ann --limit spo2=none --because well");
    vigil("patient plan ann --plan heart-rate=2m+30s --because round");
    Ran last = vigil("patient plan ann --plan spo2=none --because mobile --json");

    // then
    assertThat(last.out()).startsWith("{\"admitted\":1000,").hasLineCount(1);
    assertThat(server.requests().stream().filter(request -> request.startsWith("PUT")))
        .satisfiesExactly(
            request ->
                assertThat(request)
                    .contains("\"limits\":{\"heart-rate\":{\"high\":130},\"spo2\":{\"low\":80}}")
                    .contains("\"version\":3", "\"because\":\"fever\"", "\"plan\":null"),
            request -> assertThat(request).contains("\"limits\":{},"),
            request ->
                assertThat(request)
                    .contains(
                        "{\"graceSeconds\":30,\"intervalSeconds\":120,\"vital\":\"heart-rate\"}")
                    .contains("{\"graceSeconds\":30,\"intervalSeconds\":60,\"vital\":\"spo2\"}"),
            request -> assertThat(request).contains("\"plan\":{}"));
  }

  @Test
  void change_endsOneDeviceAndBeginsAnother() {
    // given
    server.answer("PUT /api/patients/ann", ANN);

    // when
    Ran ran =
        vigil("patient change ann --end-device monitor-7 --device watch-2 --because out-of-bed");

    // then
    assertThat(ran.code()).isZero();
    assertThat(server.requests().get(server.requests().size() - 1))
        .contains(
            "\"devices\":[{\"device\":\"monitor-7\",\"from\":1000,\"until\":5000},"
                + "{\"device\":\"watch-2\",\"from\":5000}]")
        .contains("\"ageYears\":null", "\"limits\":null");
  }

  @Test
  void transferAndDischarge_nameTheVersionThatWasSeen() {
    // given
    server.answer("POST /api/patients/ann/transfer", ANN);
    server.answer(
        "POST /api/patients/ann/discharge",
        ANN.replace("admitted\",\"origin", "discharged\",\"origin"));

    // when
    vigil("patient transfer ann --bed 9");
    Ran ran = vigil("patient discharge ann --because home");

    // then
    assertThat(ran.out()).isEqualToIgnoringNewLines("Patient ann is discharged (version 3).");
    assertThat(server.requests())
        .contains(
            "POST /api/patients/ann/transfer"
                + " {\"because\":null,\"bed\":\"9\",\"version\":3,\"ward\":\"a\"}",
            "POST /api/patients/ann/discharge {\"because\":\"home\",\"version\":3}");
  }

  @Test
  void list_isATableOrOneObjectALine() {
    assertThat(vigil("patient list").out().lines())
        .hasSize(2)
        .last()
        .asString()
        .matches("ann +a +7 +64 +female +real +1970-01-01T00:16:40Z");
    assertThat(vigil("patient list --json").out())
        .startsWith("{\"admitted\":1000,")
        .hasLineCount(1);
    assertThat(vigil("patient list --ward b").out())
        .isEqualToIgnoringNewLines("Nobody is admitted to this ward.");
  }

  @Test
  void show_saysWhenItIsNotLive() {
    // given
    String view =
        "{\"vitals\":{\"heart-rate\":{\"value\":72.0,\"measured\":4997}},\"scores\":[{\"model\":"
            + "\"news2\",\"version\":\"1\",\"outcome\":\"range\",\"low\":1,\"high\":10.0}]}";
    server.answer(
        "GET /api/patients/eve",
        "{\"context\":" + ANN + ",\"ready\":true,\"now\":5000,\"view\":" + view + "}");

    // then
    assertThat(vigil("patient show ann").out())
        .contains("NOT LIVE")
        .contains("limits    spo2 80..");
    assertThat(vigil("patient show eve").out())
        .contains("heart-rate 72 /min, measured 3 s ago")
        .contains("score     news2:1 1..10");
  }

  /** Else nobody at a terminal sees why a silence is no alarm. */
  @Test
  void show_tellsOfPauses_withWhoAndWhy() {
    String paused =
        ANN.replace(
            "\"plan\":{",
            "\"plan\":{\"pauses\":[{\"vital\":\"spo2\",\"from\":4000,\"until\":6000,"
                + "\"by\":\"bob\",\"because\":\"bathing\"}],");
    server.answer("GET /api/patients/ann", "{\"context\":" + paused + ",\"ready\":false}");

    assertThat(vigil("patient show ann").out())
        .contains(
            "pause     spo2 from 1970-01-01T01:06:40Z until 1970-01-01T01:40:00Z, by bob: bathing");
  }

  @Test
  void refusalOfTheServer_isOneSentenceAndExitCodeOne() {
    // given
    server.refuse(
        "GET /api/patients/eve",
        404,
        "{\"error\":\"patient eve is not known\",\"expected\":\"an admitted"
            + " patient\",\"remedy\":\"Admit.\"}");

    // when
    Ran ran = vigil("patient discharge eve");

    // then
    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualToIgnoringNewLines(
            "patient eve is not known. Expected: an admitted patient. Admit.");
  }

  @Test
  void noVigil_isNamedWithItsFolder() {
    Path other = folder.resolve("other");

    Ran ran = FakeServer.vigil(other, new PatientCommand(), "patient", "list");

    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.err()).startsWith("No Vigil has run in the data folder " + other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "patient | vigil patient needs one more word: list, show, admit, change",
        "patient list --warp b | Unknown option",
        "patient --json list | --json stands before 'list': give options after it",
        "patient show | Missing required parameter: 'ID'",
        "patient show Ann/7 | ID has other than 1 to 64 letters",
        "patient admit ann --ward a | Missing required option: '--bed=BED'",
        "patient admit ann --ward a --bed 7 --sex x | Invalid value for option '--sex'",
        "patient admit ann --ward a --bed 7 --spo2-scale 3 | --spo2-scale is 3, expected 1 or 2.",
        "patient limits ann --because x | Missing required option: '--limit=VITAL=LOW..HIGH'",
        "patient limits ann --limit pulse=1..2 --because x | 'pulse' is not in the catalogue",
        "patient limits ann --limit spo2=88 --because x | 'spo2=88' is not of the form VITAL=…"
            + " with",
        "patient limits ann --limit spo2=.. --because x | 'spo2=..' is not of the form VITAL=…"
            + " with",
        "patient limits ann --limit spo2=90..80 --because x | the low limit is above the high"
            + " limit",
        "patient plan ann --plan spo2=60+30 --because x | 'spo2=60+30' is not of the form",
        "patient plan ann --plan spo2=0s+30s --because x | interval must be at least 1 s",
        "patient change ann --because x | Nothing to change: give --age",
        "patient change ann --end-device m-8 --because x | does not speak for the patient now",
      })
  void wrongUsage_isOneSentenceAndExitCodeTwo(String command, String sentence) {
    Ran ran = vigil(command);

    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(sentence).hasLineCount(1);
  }

  private Ran vigil(String command) {
    return server.vigil(new PatientCommand(), command.split(" ", -1));
  }
}
