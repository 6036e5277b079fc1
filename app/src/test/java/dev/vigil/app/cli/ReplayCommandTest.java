package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.Recordings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A replay into a running Vigil; that in a world of its own is tested with whole worlds. */
class ReplayCommandTest {
  private static final long NOW = 1_700_000_000L;
  private static final String ACCEPTED = "accepted";
  private static final String UNKNOWN = "unknown-patient";
  private static final String HEADER = "HR|O2Sat|Age|Gender|ICULOS|SepsisLabel\n";

  @TempDir private Path folder;
  private FakeServer server;
  private Path stays;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer(folder.resolve("data"));
    server.answer("GET /api/status", "{\"world\":\"real-time\",\"now\":" + NOW + "}");
    server.answer("GET /api/patients", "{\"patients\":[]}");
    server.answer("POST /api/patients", "{\"admitted\":2,\"refused\":[]}");
    stays = Files.createDirectory(folder.resolve("stays"));
    stay("p1", "80|97|70|1|1|0\n82|NaN|70|1|2|0\n84|96|70|1|3|0\n");
    stay("p2", "90|95|60|0|1|0\n91|94|60|0|2|0\n");
  }

  private void stay(String patient, String rows) throws IOException {
    Files.writeString(stays.resolve(patient + ".psv"), HEADER + rows);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void recording_isMappedToNowAndItsGapsShrink() throws IOException {
    // given
    gateway(message -> ACCEPTED);

    // when
    Ran ran = replay("--speed", "3600", "--json");

    // then
    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode summary = Json.mapper().readTree(ran.out());
    assertThat(summary.path("sent").asLong()).isEqualTo(9);
    assertThat(summary.path("accepted").asLong()).isEqualTo(9);
    assertThat(summary.path("patients").asInt()).isEqualTo(2);
    assertThat(summary.path("whole").asBoolean()).isTrue();
    List<Long> measured = measured("p1", "heart-rate");
    long start = measured.get(0);
    assertThat(start).isBetween(NOW, NOW + 30);
    assertThat(measured).containsExactly(start, start + 1, start + 2);
  }

  @Test
  void patients_areAdmittedAsReplaysAndDischarged() throws IOException {
    // given
    gateway(message -> ACCEPTED);
    List<PatientContext> contexts = contexts(Origin.REPLAY);
    AtomicInteger asked = new AtomicInteger();
    server.answer(
        "GET /api/patients",
        body -> patients(asked.getAndIncrement() == 0 ? contexts.subList(0, 1) : contexts));
    server.answer("POST /api/patients/p1/discharge", "{}");
    server.answer("POST /api/patients/p2/discharge", "{}");

    // when
    Ran ran = replay("--speed", "3600");

    // then
    assertThat(ran.code()).as(ran.err()).isZero();
    List<String> admissions =
        server.requests().stream().filter(r -> r.startsWith("POST /api/patients [")).toList();
    assertThat(admissions).hasSize(1);
    JsonNode admitted =
        Json.mapper().readTree(admissions.get(0).substring("POST /api/patients ".length()));
    assertThat(admitted.size()).as("p1 is there").isEqualTo(1);
    assertThat(admitted.get(0).path("patient").asText()).isEqualTo("p2");
    assertThat(admitted.get(0).path("origin").asText()).isEqualTo("replay");
    assertThat(server.requests())
        .anyMatch(r -> r.startsWith("POST /api/patients/p1/discharge"))
        .anyMatch(r -> r.startsWith("POST /api/patients/p2/discharge"));
  }

  @Test
  void gatewayThatDoesNotKnowThePatientsYet_isSentTheirFirstMessagesAgain() throws IOException {
    // given
    gateway(message -> message < 2 ? UNKNOWN : ACCEPTED);

    // when
    Ran ran = replay("--speed", "3600", "--json");

    // then
    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode summary = Json.mapper().readTree(ran.out());
    assertThat(summary.path("accepted").asLong()).isEqualTo(9);
    assertThat(summary.path("rejected").asLong()).isZero();
  }

  @Test
  void patientWhoIsNoReplays_isNotPlayedInto() {
    // given
    gateway(message -> ACCEPTED);
    server.answer("GET /api/patients", patients(contexts(Origin.REAL)));

    // when
    Ran ran = replay("--speed", "3600");

    // then
    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.err()).contains("who is not a replay's: play into another Vigil.");
    assertThat(server.requests()).noneMatch(request -> request.startsWith("POST"));
  }

  @Test
  void vigilOfAReplay_isRefused() {
    // given
    server.answer("GET /api/status", "{\"world\":\"recorded\",\"now\":1546300800}");

    // when
    Ran ran = replay();

    // then
    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.err()).contains("is a replay of its own");
  }

  @Test
  void speedAtWhichRowsWouldFallTogether_isRefusedWithTheHighest() {
    // when
    Ran ran = replay("--speed", "7200");

    // then
    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err()).contains("--speed is 7200.0, expected 1 to 3600");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--standalone --to http://h | add --standalone, or --to URL",
        "--standalone --speed 2 | --speed goes with --to",
        "--standalone --server http://h | --server goes with --to",
        "--to http://h --verify | go with --standalone",
        "--to http://h --step 4 | go with --standalone",
        "--standalone --step 0 | --step is 0, expected whole hours from 1 on",
        "--to h:1 | --to is \"h:1\", expected an address like",
      })
  void wrongUsage_isOneSentenceAndExitCodeTwo(String options, String sentence) {
    List<String> command = new ArrayList<>(List.of("replay", stays.toString()));
    command.addAll(List.of(options.split(" ", -1)));

    Ran ran = server.vigil(new ReplayCommand(), command.toArray(String[]::new));

    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err()).contains(sentence).hasLineCount(1);
  }

  private Ran replay(String... more) {
    List<String> command = new ArrayList<>(List.of("replay", stays.toString()));
    command.addAll(List.of("--to", server.uri()));
    command.addAll(List.of(more));
    return server.vigil(new ReplayCommand(), command.toArray(String[]::new));
  }

  /** Says the same of all readings of a message. */
  private void gateway(IntFunction<String> verdictOfMessage) {
    AtomicInteger messages = new AtomicInteger();
    server.answer(
        "POST /v1/readings",
        body -> {
          String word = verdictOfMessage.apply(messages.getAndIncrement());
          ArrayNode verdicts = Json.mapper().createArrayNode();
          for (int i = 0; i < read(body).size(); i++) {
            if (word.equals(ACCEPTED)) {
              verdicts.addObject().put("verdict", word);
            } else {
              verdicts.addObject().put("verdict", "rejected").put("reason", word);
            }
          }
          return Json.mapper().createObjectNode().set("verdicts", verdicts).toString();
        });
  }

  private List<PatientContext> contexts(Origin origin) {
    try (var all = Recordings.open(stays).patients()) {
      return all.map((RecordedPatient p) -> p.context("w", "b-" + p.id(), NOW, origin)).toList();
    }
  }

  private static String patients(List<PatientContext> contexts) {
    ArrayNode all = Json.mapper().createArrayNode();
    contexts.forEach(context -> all.add(Json.mapper().<JsonNode>valueToTree(context)));
    return Json.mapper().createObjectNode().set("patients", all).toString();
  }

  private List<Long> measured(String patient, String vital) {
    List<Long> seconds = new ArrayList<>();
    for (String request : server.requests()) {
      if (request.startsWith("POST /v1/readings ")) {
        for (JsonNode reading : read(request.substring("POST /v1/readings ".length()))) {
          if (reading.path("patient").asText().equals(patient)
              && reading.path("vital").asText().equals(vital)) {
            seconds.add(reading.path("measured").asLong());
          }
        }
      }
    }
    return seconds;
  }

  private static JsonNode read(String json) {
    try {
      return Json.mapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
