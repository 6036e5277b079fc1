package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext;
import dev.vigil.simulator.ward.SimulatedWard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
  private static final String ACCEPTED = "{\"verdict\":\"accepted\"}";
  private static final String UNKNOWN =
      "{\"verdict\":\"rejected\",\"reason\":\"unknown-patient\",\"detail\":\"d\",\"fix\":\"f\"}";

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
  void ward_isSentInRealTimeAndCounted() throws IOException {
    // given
    server.answer("POST /v1/readings", body -> verdicts(body, ACCEPTED));

    // when
    Ran ran = simulate("--patients", "3", "--minutes", "0.03", "--json");

    // then
    assertThat(ran.code()).isZero();
    JsonNode tally = Json.mapper().readTree(ran.out());
    long sent = server.requests().stream().mapToLong(SimulateCommandTest::readings).sum();
    assertThat(tally.path("accepted").asLong()).isEqualTo(sent).isGreaterThan(6);
    assertThat(tally.path("rejected_by").isEmpty()).isTrue();
  }

  @Test
  void patientsWhoAreMissing_areAdmittedAndAwaited() throws IOException {
    // given
    PatientContext there = new SimulatedWard(1, 1, 4711).contexts().get(0);
    server.answer(
        "GET /api/patients",
        Json.mapper().createObjectNode().set("patients", patients(there)).toString());
    server.answer("POST /api/patients", "{\"admitted\":1,\"refused\":[]}");
    AtomicInteger messages = new AtomicInteger();
    server.answer(
        "POST /v1/readings",
        body -> verdicts(body, messages.getAndIncrement() < 2 ? UNKNOWN : ACCEPTED));

    // when
    Ran ran = simulate("--patients", "2", "--minutes", "0.001", "--admit", "--json");

    // then
    assertThat(ran.code()).isZero();
    assertThat(Json.mapper().readTree(ran.out()).path("rejected").asLong()).isZero();
    String admission =
        server.requests().stream()
            .filter(request -> request.startsWith("POST /api/patients ["))
            .findFirst()
            .orElseThrow();
    JsonNode admitted = Json.mapper().readTree(admission.substring(admission.indexOf('[')));
    assertThat(admitted.size()).isEqualTo(1);
    assertThat(admitted.get(0).path("patient").asText()).isEqualTo("demo-002");
    assertThat(admitted.get(0).path("origin").asText()).isEqualTo("demo");
    assertThat(admitted.get(0).path("devices").get(0).path("device").asText())
        .isEqualTo("monitor-002");
  }

  @Test
  void patientsNobodyKnows_endItWithTheRemedy() {
    // given
    server.answer("POST /v1/readings", body -> verdicts(body, UNKNOWN));

    // when
    Ran ran = simulate("--patients", "2");

    // then
    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.err()).contains("does not know the simulated patients: add --admit.");
  }

  @Test
  void addressOfSomethingElse_isNamed() {
    // when, and nothing is answered there
    Ran ran = simulate("--patients", "2");

    // then
    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.err())
        .isEqualToIgnoringNewLines(
            "What answers at " + server.uri() + " is no gateway: the gateway answered 404.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simulate | Missing required option: '--to=URL'",
        "simulate --to localhost:8070 | --to is \"localhost:8070\", expected an address like",
        "simulate --to http://h --patients 1000 | --patients is 1000, expected 1 to 999",
        "simulate --to http://h --minutes -1 | --minutes is -1.0, expected 0 or more",
      })
  void wrongUsage_isOneSentenceAndExitCodeTwo(String command, String sentence) {
    Ran ran = server.vigil(new SimulateCommand(), command.split(" ", -1));

    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err()).contains(sentence).hasLineCount(1);
  }

  private Ran simulate(String... more) {
    String[] args = new String[3 + more.length];
    System.arraycopy(new String[] {"simulate", "--to", server.uri()}, 0, args, 0, 3);
    System.arraycopy(more, 0, args, 3, more.length);
    return server.vigil(new SimulateCommand(), args);
  }

  private static String verdicts(String body, String each) {
    try {
      ArrayNode verdicts = Json.mapper().createArrayNode();
      for (int i = 0; i < Json.mapper().readTree(body).size(); i++) {
        verdicts.add(Json.mapper().readTree(each));
      }
      return Json.mapper().createObjectNode().set("verdicts", verdicts).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ArrayNode patients(PatientContext context) {
    return Json.mapper().createArrayNode().add(Json.mapper().valueToTree(context));
  }

  private static long readings(String request) {
    return request.startsWith("POST /v1/readings ") ? request.split("\"vital\"", -1).length - 1 : 0;
  }
}
