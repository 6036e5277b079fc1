package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.schemas.Json;
import dev.vigil.simulator.recordings.GeneratedRecording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCommandTest {
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
  void train_writesTheSameBundleForTheSameRecording() throws Exception {
    // given
    Path recording = folder.resolve("made-up");
    GeneratedRecording.write(recording, 160, 1);
    Path first = folder.resolve("new").resolve("first.zip");
    Path second = folder.resolve("second.zip");
    Files.writeString(second, "what was there before");

    // when
    Ran ran = train(recording, first, "--json");
    Ran again = train(recording, second);

    // then
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(again.code()).isZero();
    assertThat(first).hasSameBinaryContentAs(second);
    byte[] bundle = Files.readAllBytes(first);
    JsonNode report = Json.mapper().readTree(ran.out());
    assertThat(report.path("bundle_sha256").asText()).isEqualTo(Bundles.id(bundle));
    assertThat(report.path("auroc").asDouble()).isBetween(0.5, 1.0);
    assertThat(report.path("recording").path("rejected_by").path("implausible").asLong())
        .isPositive();
    assertThat(again.out()).contains("AUROC", "held out");
    assertThat(again.err()).contains("rows read: ");
    assertThat(Bundles.open(bundle).get(0).name()).isEqualTo("sepsis-logistic");
    assertThat(new String(bundle, StandardCharsets.ISO_8859_1))
        .contains("made-up, PhysioNet 2019 (.psv)")
        .doesNotContain(folder.toString());
    assertThat(folder.resolve("new")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void train_saysWhatIsMissingInTheRecording() throws IOException {
    // given
    Path unlabelled = folder.resolve("unlabelled");
    Files.createDirectories(unlabelled);
    Files.writeString(unlabelled.resolve("a.psv"), "HR|ICULOS\n80|1\n81|2\n");
    Path out = folder.resolve("out.zip");

    // then
    Ran none = train(folder.resolve("nowhere"), out);
    assertThat(none.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(none.err()).contains("nowhere does not exist; expected a PhysioNet 2019");
    Ran noLabel = train(unlabelled, out);
    assertThat(noLabel.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(noLabel.err()).contains("none of its 2 rows has a label");
    assertThat(out).doesNotExist();
  }

  @Test
  void train_findsOutFirstWhetherItCanWrite() throws IOException {
    // given
    Path file = Files.writeString(folder.resolve("file"), "");

    // then
    Ran folderAsFile = train(folder.resolve("nowhere"), folder);
    assertThat(folderAsFile.code()).isEqualTo(VigilException.USAGE);
    assertThat(folderAsFile.err()).contains("is a folder: expected a file");
    Ran fileAsFolder = train(folder.resolve("nowhere"), file.resolve("out.zip"));
    assertThat(fileAsFolder.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(fileAsFolder.err()).contains("The folder " + file + " can't be written");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model | vigil model needs one more word: list, train, evaluate",
        "model train rec | Missing required option: '--out=FILE'",
        "model train --out f | Missing required parameter: 'PATH'",
        "model train rec --out f --label mood | expected one of [SEPSIS]",
        "model train rec --out f --algo forest | expected one of [LOGISTIC, XGBOOST]",
        "model train rec --out f --patients 0 | --patients is 0, expected at least 1",
        "model train rec --out f --name A/b | --name is \"A/b\", expected 1 to 64 lower-case",
      })
  void wrongUsage_isOneSentenceAndExitCodeTwo(String command, String sentence) {
    Ran ran = server.vigil(new ModelCommand(), command.split(" ", -1));

    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err()).contains(sentence).hasLineCount(1);
  }

  @Test
  void list_showsLiveModelsAndWhyAJobDoesNotRun() {
    // given
    server.answer(
        "GET /api/status",
        "{\"live_models\":[\"news2:1\"],\"jobs\":{\"features\":{\"status\":\"FAILED\"},"
            + "\"scoring-3fa9\":{\"status\":\"SUBMITTED\",\"models\":[\"news2:1\",\"qsofa:1\"],"
            + "\"reason\":\"bundle damaged\"}}}");

    // when
    Ran ran = server.vigil(new ModelCommand(), "model", "list");

    // then
    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.out().lines())
        .satisfiesExactly(
            live -> assertThat(live).matches("news2:1 +live"),
            job ->
                assertThat(job)
                    .matches("scoring-3fa9 +SUBMITTED +news2:1, qsofa:1 +bundle damaged"));
  }

  private Ran train(Path recording, Path out, String... more) {
    String[] args = new String[5 + more.length];
    System.arraycopy(
        new String[] {"model", "train", recording.toString(), "--out", out.toString()},
        0,
        args,
        0,
        5);
    System.arraycopy(more, 0, args, 5, more.length);
    return server.vigil(new ModelCommand(), args);
  }
}
