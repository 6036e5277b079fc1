package dev.vigil.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.PolicyEntry;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsExplainCommandTest {
  private static final String RULES =
      """
      [{"id": "fast", "kind": "limit", "vital": "heart-rate", "high": 130, "priority": "medium",
        "delaySeconds": 20, "hysteresis": 5, "doc": "x"}]
      """;

  private static final Readings READINGS =
      new Readings("ann", 100, "http", List.of(Reading.of("heart-rate", "m", 99, 1400)));

  @TempDir private Path folder;
  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer(folder);
    answerWith("whole", List.of(new Log("readings", READINGS)));
  }

  private record Log(String type, PatientRecord record) {}

  private void answerWith(String whole, List<Log> records) throws IOException {
    PolicyEntry policy =
        new PolicyEntry(1, Long.MIN_VALUE, "lead", "test", Json.mapper().readTree(RULES));
    StringBuilder log = new StringBuilder("vigil-log\t1\tRECORDED\t50\t200\t60\t1\t");
    log.append(whole).append("\t\npolicy\t0\t").append(new String(Json.encode(policy), UTF_8));
    for (Log each : records) {
      log.append("\nrecord\t0\t0\t100\t").append(each.type()).append('\t');
      log.append(new String(LogCodec.encode(each.record()), UTF_8));
    }
    server.answer("GET /api/log", log + "\nend\t" + records.size() + "\t\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Ran explain(String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "alerts";
    all[1] = "explain";
    System.arraycopy(words, 0, all, 2, words.length);
    return server.vigil(new AlertsCommand(), all);
  }

  @Test
  void rule_isPrintedWithWhatItSaw() {
    Ran ran = explain("ann", "--at", "1970-01-01T00:01:50Z");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().lines())
        .containsExactly(
            "fast (medium) waits: It is so, but not for 20 s yet: Heart rate above 130.0 /min;"
                + " raises at 1970-01-01T00:02:00Z if nothing else comes.",
            "  140.0 /min by m, measured 1970-01-01T00:01:39Z");
  }

  @Test
  void json_isAnObjectForEachRule() {
    Ran ran = explain("ann", "--at", "1970-01-01T00:02:00Z", "--json");

    assertThat(ran.out().lines()).hasSize(1);
    assertThat(ran.out())
        .contains("\"rule\":\"fast\"", "\"standing\":\"raises\"", "\"priority\":\"medium\"");
  }

  @Test
  void logThatHasLostItsBeginning_saysWhatCanNotBeKnown_inBothForms() throws IOException {
    answerWith("left", List.of(new Log("readings", READINGS)));

    Ran text = explain("ann", "--at", "1970-01-01T00:01:50Z");
    Ran json = explain("ann", "--at", "1970-01-01T00:01:50Z", "--json");
    Ran stranger = explain("bob", "--at", "1970-01-01T00:01:50Z");

    assertThat(text.code()).as(text.err()).isZero();
    List<String> lines = text.out().lines().toList();
    assertThat(lines.get(0)).startsWith("Not known: The log begins at 1970-01-01T00:00:50Z");
    assertThat(lines.get(1)).startsWith("Not known: Ward, age, own limits and monitoring plan");
    assertThat(lines.get(2)).startsWith("fast (medium) waits");
    assertThat(json.out().lines().filter(line -> line.startsWith("{\"unknown\":"))).hasSize(2);
    assertThat(stranger.err()).contains("nothing of this patient", "The log begins at");
  }

  @Test
  void momentOrPatientOfWhichNothingIsKnown_isSaid_andOneThatMakesNoSenseIsRefused() {
    assertThat(explain("ann", "--at", "1970-01-01T01:00:00Z").err()).contains("says nothing of");
    assertThat(explain("bob", "--at", "1970-01-01T00:02:00Z").err())
        .contains("nothing of this patient");
    assertThat(explain("a b", "--at", "1970-01-01T00:02:00Z").code())
        .isEqualTo(VigilException.USAGE);
    assertThat(explain("ann").code()).isEqualTo(VigilException.USAGE);
  }
}
