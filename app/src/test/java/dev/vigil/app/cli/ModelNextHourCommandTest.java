package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import dev.vigil.models.Sha256;
import dev.vigil.models.hour.HourForecasts;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNextHourCommandTest {
  private static final int PATIENTS = 300;
  private static final int HOURS = 40;

  @TempDir private Path folder;

  @Test
  void forecasts_areWrittenWithTheirProofs_andWhatIsNoBetterIsRefused() throws Exception {
    // given
    Path recording = recording("recording");
    Path out = folder.resolve("next-hour.json");

    // when
    Ran ran = nextHour(recording.toString(), "--out=" + out, "--json");
    Path again = folder.resolve("again.json");
    nextHour(recording.toString(), "--out=" + again);

    // then
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(again).hasSameBinaryContentAs(out);
    HourForecasts written = HourForecasts.read(Files.readAllBytes(out));
    assertThat(written.shown()).as(ran.out()).containsOnlyKeys("heart-rate");
    assertThat(written.refused()).containsOnlyKeys("systolic-pressure");
    JsonNode first = Json.mapper().readTree(ran.out().lines().findFirst().orElseThrow());
    assertThat(first.path("vital").asText()).isEqualTo("heart-rate");
    assertThat(first.at("/proof/coverage/value").asDouble()).isBetween(0.75, 0.85);
    assertThat(first.at("/proof/gain/high").asDouble()).isNegative();
  }

  /** Whoever is in two recordings is learned from, or judged on, in both. */
  @ParameterizedTest
  @CsvSource({"one, two", "a/ward, b/ward"})
  void patientsOfTwoRecordings_areInOnePart_andEachRecordingHasItsProof(String one, String other)
      throws Exception {
    // given
    Path first = recording(one);
    Path copy = recording(other);

    // when
    Ran ran =
        nextHour(
            first.toString(), copy.toString(), "--out=" + folder.resolve("two.json"), "--json");

    // then
    assertThat(ran.code()).as(ran.err()).isZero();
    List<JsonNode> proofs = new ArrayList<>();
    for (String line : ran.out().lines().toList()) {
      JsonNode said = Json.mapper().readTree(line);
      if (said.path("vital").asText().equals("heart-rate")) {
        proofs.add(said.path("proof"));
      }
    }
    assertThat(proofs)
        .extracting(proof -> proof.path("recording").asText())
        .containsExactly(one, other);
    assertThat(proofs.get(0).path("patients").asInt()).isBetween(PATIENTS / 8, PATIENTS / 2);
    assertThat(((ObjectNode) proofs.get(1)).put("recording", one)).isEqualTo(proofs.get(0));
  }

  /** It ended the command, and with it what is learned of all others. */
  @Test
  void vitalSignOfTooFewPatientsToLearnFrom_isLeftOut_andTheOthersAreLearned() throws Exception {
    // given breaths of nobody but those by whom a forecast is judged
    Path recording = recording("breaths");
    for (int patient = 1; patient <= PATIENTS; patient++) {
      Path file = recording.resolve("p%06d.psv".formatted(patient));
      boolean isJudged = part("breaths/p%06d".formatted(patient)) == 3;
      List<String> rows = new ArrayList<>();
      for (String row : Files.readAllLines(file)) {
        String breaths = rows.isEmpty() ? "Resp" : isJudged ? "16" : "NaN";
        rows.add(breaths + "|" + row);
      }
      Files.write(file, rows);
    }
    Path out = folder.resolve("breaths.json");

    // when
    Ran ran = nextHour(recording.toString(), "--out=" + out);

    // then
    assertThat(ran.code()).as(ran.err()).isZero();
    HourForecasts written = HourForecasts.read(Files.readAllBytes(out));
    assertThat(written.shown()).containsOnlyKeys("heart-rate");
    assertThat(written.refused()).containsOnlyKeys("systolic-pressure");
  }

  /** As the command deals them. */
  private static int part(String drawn) {
    return Integer.parseInt(Sha256.hex(drawn).substring(0, 2), 16) % 4;
  }

  @Test
  void wrongUsage_isExitCodeTwo_andTooLittleIsOne() throws Exception {
    assertThat(nextHour("--out=" + folder.resolve("f")).code()).isEqualTo(VigilException.USAGE);
    Ran twice = nextHour("here", "./here", "--out=" + folder.resolve("f"));
    assertThat(twice.code()).isEqualTo(VigilException.USAGE);
    assertThat(twice.err()).contains("is given twice");
    Path one = Files.createDirectory(folder.resolve("one"));
    write(one, 1, new Random(1));

    Ran ran = nextHour(one.toString(), "--out=" + folder.resolve("f"));

    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.err()).contains("too little of every vital sign");
  }

  private Ran nextHour(String... args) {
    String[] all = new String[args.length + 2];
    all[0] = "model";
    all[1] = "next-hour";
    System.arraycopy(args, 0, all, 2, args.length);
    return FakeServer.vigil(folder.resolve("data"), new ModelCommand(), all);
  }

  private Path recording(String name) throws IOException {
    Path recording = Files.createDirectories(folder.resolve(name));
    Random random = new Random(7);
    for (int patient = 1; patient <= PATIENTS; patient++) {
      write(recording, patient, random);
    }
    return recording;
  }

  /** The pulse returns to a level of the patient's own, the pressure wanders. */
  private static void write(Path recording, int patient, Random random) throws IOException {
    StringBuilder rows = new StringBuilder("HR|SBP|Age|Gender|Unit1|ICULOS|SepsisLabel\n");
    double level = 85 + 10 * random.nextGaussian();
    double pressure = 120;
    for (int hour = 1; hour <= HOURS; hour++) {
      double pulse = level + 6 * random.nextGaussian();
      pressure += 3 * random.nextGaussian();
      rows.append(Math.round(pulse)).append('|').append(Math.round(pressure));
      rows.append("|70|1|NaN|").append(hour).append("|0\n");
    }
    Files.writeString(recording.resolve("p%06d.psv".formatted(patient)), rows);
  }
}
