package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.BuiltInModels;
import dev.vigil.models.Sha256;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.schemas.BacktestProof;
import dev.vigil.schemas.Json;
import dev.vigil.simulator.recordings.GeneratedRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelBacktestCommandTest {
  @TempDir private Path folder;
  private Path bundle = Path.of("");
  private Path recording = Path.of("");

  @BeforeEach
  void start() throws IOException {
    bundle = Files.write(folder.resolve("sepsis.zip"), BuiltInModels.bundles().get(1));
    recording = folder.resolve("made-up");
    GeneratedRecording.write(recording, 8, 3);
  }

  @Test
  void backtest_writesAProofThatIsTheSameEveryTime() throws Exception {
    // given
    Path first = folder.resolve("new").resolve("proof.json");
    Path second = folder.resolve("again.json");
    Path csv = folder.resolve("new").resolve("differences.csv");

    // when
    Ran json = backtest("--against", "news2", "--json", "--proof", first.toString());
    Ran text =
        backtest(
            "--against", "news2", "--proof", second.toString(), "--differences", csv.toString());

    // then
    byte[] written = Files.readAllBytes(first);
    BacktestProof proof = Json.decode(written, BacktestProof.class);
    assertThat(Files.readAllBytes(second)).isEqualTo(written);
    assertThat(proof.hash()).isEqualTo(Sha256.hex(written));
    assertThat(proof.bundle()).isEqualTo(Bundles.id(Files.readAllBytes(bundle)));
    assertThat(proof.against()).singleElement().extracting("model").isEqualTo("news2");
    assertThat(proof.basis().patients()).isEqualTo(8);
    assertThat(recording.resolve("logs")).doesNotExist();
    JsonNode answer = Json.mapper().readTree(json.out());
    assertThat(answer.path("hash").asText()).isEqualTo(proof.hash());
    assertThat(answer.path("passed").asBoolean()).isEqualTo(json.code() == 0);
    assertThat(text.code()).as(text.err()).isEqualTo(json.code());
    assertThat(text.out())
        .contains("Cohen's kappa", "alerts per patient-day", "proof " + proof.hash());
    assertThat(text.err()).contains("patients tried: 8");
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines.get(0)).isEqualTo("patient,hour,alerted,candidate_score,live_score");
    assertThat(lines).hasSize(answer.path("differences").asInt() + 1);
  }

  @Test
  void modelThatIsLive_passesWithoutADifference() throws Exception {
    Ran ran = backtest("--json");

    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode answer = Json.mapper().readTree(ran.out());
    assertThat(answer.path("proof").path("against").get(0).path("model").asText())
        .isEqualTo("sepsis-logistic");
    assertThat(answer.path("differences").asInt(-1)).isZero();
    assertThat(answer.path("proof").path("agreement").path("kappa").path("value").asDouble())
        .isEqualTo(1);
  }

  @Test
  void failedGate_isExitCodeOneAndTheProofIsThere() throws Exception {
    Path proof = folder.resolve("proof.json");

    Ran ran =
        backtest(
            "--gate", "alert-ratio=0", "--gate", "alert-budget=0", "--proof", proof.toString());

    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.out())
        .contains("FAILED")
        .contains("Not to be promoted: failed alerts-per-patient-day.");
    assertThat(Json.decode(Files.readAllBytes(proof), BacktestProof.class).passed()).isFalse();
  }

  @Test
  void recordingWithoutEvents_hasNoGateAboutThem() throws Exception {
    recording = Files.createDirectories(folder.resolve("healthy"));
    Files.writeString(recording.resolve("a.psv"), "HR|ICULOS|SepsisLabel\n80|1|0\n81|2|0\n");

    Ran ran = backtest();

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("no patient with an event is known").doesNotContain("AUROC");
  }

  @Test
  void whatCanNotBeTried_isSaidByName() throws Exception {
    Path scores = Files.write(folder.resolve("scores.zip"), Bundles.clinicalScores());

    Ran nobody = backtest("--against", "nobody");
    bundle = scores;
    Ran several = backtest();
    bundle = folder.resolve("nowhere.zip");
    Ran nowhere = backtest();

    assertThat(nobody.code()).isEqualTo(VigilException.USAGE);
    assertThat(nobody.err()).contains("expected a bundle or one of news2, sepsis-logistic");
    assertThat(several.code()).isEqualTo(VigilException.USAGE);
    assertThat(several.err()).contains("expected one model that predicts a risk");
    assertThat(nowhere.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(nowhere.err()).contains("nowhere.zip can't be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model backtest --data d | Missing required parameter: 'BUNDLE'",
        "model backtest b --data d --patients 0 | --patients is 0, expected at least 1",
        "model backtest b --data d --proof f --differences f | --proof and --differences are both"
            + " f",
        "model backtest b --data d --label heart-disease | no course to alert in",
        "model backtest b --data d --since 2026-03-01T12:00:00Z --patients 3 | --patients and"
            + " --label go with a recording",
        "model backtest b --data d --since 2026-03-01T12:00:00Z --label mortality | --patients and"
            + " --label go with a recording",
      })
  void wrongUsage_isOneSentenceAndExitCodeTwo(String command, String sentence) {
    Ran ran = RecordingCommands.vigil(folder, command.split(" ", -1));

    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err()).contains(sentence).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "speed=1 | There is no gate setting 'speed', expected one of alert-ratio",
        "alert-ratio=-1 | --gate alert-ratio is -1.0, expected a number from 0 on",
      })
  void wrongGate_isRefusedByName(String gate, String sentence) {
    Ran ran = backtest("--gate", gate);

    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err()).contains(sentence).hasLineCount(1);
  }

  private Ran backtest(String... more) {
    List<String> args = new ArrayList<>(List.of("model", "backtest", bundle.toString()));
    args.addAll(List.of("--data", recording.toString(), "--resamples", "40"));
    args.addAll(List.of(more));
    return RecordingCommands.vigil(folder, args.toArray(String[]::new));
  }
}
