package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.BuiltInModels;
import dev.vigil.models.bundles.Bundles;
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

class ModelEvaluateCommandTest {
  @TempDir private Path folder;
  private Path bundle = Path.of("");

  @BeforeEach
  void start() throws IOException {
    bundle = Files.write(folder.resolve("sepsis.zip"), BuiltInModels.bundles().get(1));
  }

  @Test
  void evaluate_comparesTheModelWithNews2OnEveryPatientHour() throws Exception {
    // given
    Path recording = folder.resolve("made-up");
    GeneratedRecording.write(recording, 60, 1);
    Path csv = folder.resolve("new").resolve("predictions.csv");
    Path html = folder.resolve("new").resolve("report.html");

    // when
    Ran json =
        evaluate(
            recording,
            "--json",
            "--predictions",
            csv.toString(),
            "--html",
            html.toString(),
            "--resamples",
            "40");
    Ran text =
        evaluate(
            recording,
            "--resamples",
            "40",
            "--baseline",
            bundle.toString(),
            "--html",
            html.toString());

    // then
    assertThat(recording.resolve("logs")).doesNotExist();
    assertThat(json.code()).as(json.err()).isZero();
    JsonNode report = Json.mapper().readTree(json.out());
    assertThat(report.path("bundle_sha256").asText())
        .isEqualTo(Bundles.id(Files.readAllBytes(bundle)));
    JsonNode all = report.path("slices").get(0);
    assertThat(all.path("contestants")).hasSize(2);
    JsonNode model = all.path("contestants").get(0);
    assertThat(model.path("metrics").path("auroc").path("value").asDouble()).isBetween(0.5, 1.0);
    JsonNode news2 = all.path("contestants").get(1);
    assertThat(news2.path("name").asText()).startsWith("news2:");
    assertThat(news2.path("threshold").asDouble()).isEqualTo(0.25);
    assertThat(news2.path("metrics").has("calibration_slope")).isFalse();
    assertThat(news2.path("metrics").path("auroc").has("above_first")).isTrue();
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines.get(0)).isEqualTo("patient,hour,probability,decision");
    assertThat(lines.size() - 1).isEqualTo(all.path("rows").asInt());
    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.out())
        .contains("AUROC", "calibration slope", "sex female", "Not a medical device");
    assertThat(text.err()).contains("slices evaluated: 1", "patients scored: 60");
    assertThat(text.out()).contains("report in " + html);
    assertThat(Files.readString(html))
        .startsWith("<!DOCTYPE html>")
        .contains(
            Bundles.id(Files.readAllBytes(bundle)),
            "%.3f (".formatted(model.path("metrics").path("auroc").path("value").asDouble()))
        .endsWith("</html>");
    assertThat(report.path("html").asText()).isEqualTo(html.toString());
  }

  @Test
  void predictions_areOfEveryHour_alsoWithoutAValue() throws IOException {
    // given: nothing known in hour 3, nothing new in hour 5, no label in hour 6
    Path recording = Files.createDirectories(folder.resolve("one"));
    Files.writeString(
        recording.resolve("ann.psv"),
        """
        HR|Resp|SBP|Age|Gender|Unit1|Unit2|ICULOS|SepsisLabel
        NaN|NaN|NaN|64|0|1|0|3|0
        118|28|85|64|0|1|0|4|0
        NaN|NaN|NaN|64|0|1|0|5|1
        90|16|120|64|0|1|0|6|NaN
        """);
    Path csv = folder.resolve("out.csv");

    // when
    Ran ran =
        evaluate(recording, "--predictions", csv.toString(), "--threshold", "0.001", "--json");

    // then
    assertThat(ran.code()).as(ran.err()).isZero();
    List<String[]> rows = new ArrayList<>();
    Files.readAllLines(csv).stream().skip(1).forEach(line -> rows.add(line.split(",", -1)));
    assertThat(rows).extracting(row -> row[0]).containsOnly("ann");
    assertThat(rows).extracting(row -> row[1]).containsExactly("3", "4", "5", "6");
    assertThat(rows.stream().map(row -> Double.valueOf(row[2])))
        .as("age and sex are known, then values, then older ones, then others")
        .doesNotHaveDuplicates()
        .allMatch(probability -> probability > 0.001 && probability < 1);
    assertThat(rows).extracting(row -> row[3]).containsOnly("1");
    JsonNode report = Json.mapper().readTree(ran.out());
    assertThat(report.path("slices").get(0).path("rows").asInt()).isEqualTo(3);
    assertThat(report.path("slices").findValuesAsText("name"))
        .as("groups of one patient would only say again what all rows say")
        .doesNotContain("45-64", "female", "medical");
  }

  @Test
  void evaluate_saysWhatCanNotBeEvaluated() throws IOException {
    // given
    Path recording = Files.createDirectories(folder.resolve("healthy"));
    Files.writeString(recording.resolve("a.psv"), "HR|ICULOS|SepsisLabel\n80|1|0\n81|2|0\n");
    Path scores = Files.write(folder.resolve("scores.zip"), Bundles.clinicalScores());
    Path csv = folder.resolve("out.csv");
    Path html = folder.resolve("out.html");

    // then
    Ran oneLabel = evaluate(recording, "--predictions", csv.toString(), "--html", html.toString());
    assertThat(oneLabel.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(oneLabel.err()).contains("0 of its 2 rows with a label are positive");
    assertThat(csv).doesNotExist();
    assertThat(html).doesNotExist();
    Ran predicted = evaluate(recording, "--predictions", csv.toString());
    assertThat(predicted.code()).as(predicted.err()).isZero();
    assertThat(predicted.out()).contains("no comparison: 0 of its 2 rows", "predictions of 2 rows");
    assertThat(csv).content().hasLineCount(3);
    Ran aFolder = evaluate(recording, "--html", folder.toString());
    assertThat(aFolder.code()).isEqualTo(VigilException.USAGE);
    assertThat(aFolder.err()).contains("is a folder: expected a file to write the report to");
    bundle = scores;
    Ran noLabel = evaluate(recording);
    assertThat(noLabel.code()).isEqualTo(VigilException.USAGE);
    assertThat(noLabel.err()).contains("predicts nothing that has a label, expected sepsis");
    bundle = recording.resolve("a.psv");
    Ran noBundle = evaluate(recording);
    assertThat(noBundle.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(noBundle.err()).contains("a.psv is not a usable bundle");
    bundle = folder.resolve("nowhere.zip");
    Ran nowhere = evaluate(recording);
    assertThat(nowhere.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(nowhere.err()).contains("nowhere.zip can't be read (NoSuchFileException)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model evaluate --data d | Missing required option: '--bundle=FILE'",
        "model evaluate --bundle f | Missing required option: '--data=PATH'",
        "model evaluate --bundle f --data d --patients 0 | --patients is 0, expected at least 1",
        "model evaluate --bundle f --data d --resamples 3 | --resamples is 3, expected at least 40",
        "model evaluate --bundle f --data d --threshold 2 | --threshold is 2.0, expected 0 to 1",
        "model evaluate --bundle f --data d --html a/../o --predictions o"
            + " | --html and --predictions are both a/../o, expected two files",
        "model evaluate --bundle f --data d --label mood | expected one of [SEPSIS,",
      })
  void wrongUsage_isOneSentenceAndExitCodeTwo(String command, String sentence) {
    Ran ran = RecordingCommands.vigil(folder, command.split(" ", -1));

    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err()).contains(sentence).hasLineCount(1);
  }

  private Ran evaluate(Path recording, String... more) {
    List<String> args = new ArrayList<>(List.of("model", "evaluate"));
    args.addAll(List.of("--bundle", bundle.toString(), "--data", recording.toString()));
    args.addAll(List.of(more));
    return RecordingCommands.vigil(folder, args.toArray(String[]::new));
  }
}
