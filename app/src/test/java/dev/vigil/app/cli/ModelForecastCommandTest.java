package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.forecast.ForecastModel;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

class ModelForecastCommandTest {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  @TempDir private Path folder;

  @Test
  void forecast_writesBundleAndReportsBesideTheBaselines() throws Exception {
    // given
    Path recording = recording(4, 110);
    Path bundle = folder.resolve("g.zip");
    Path page = folder.resolve("g.html");

    // when
    Ran ran = forecast(recording, bundle, "--html=" + page, "--json");
    Ran again = forecast(recording, folder.resolve("again.zip"));

    // then
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(folder.resolve("again.zip")).hasSameBinaryContentAs(bundle);
    byte[] bytes = Files.readAllBytes(bundle);
    assertThat(Bundles.open(bytes).get(0)).isInstanceOf(ForecastModel.class);
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .contains("cgm.csv, continuous glucose (.csv)")
        .doesNotContain(folder.toString());
    JsonNode json = Json.mapper().readTree(ran.out());
    assertThat(json.path("bundle_sha256").asText()).isEqualTo(Bundles.id(bytes));
    assertThat(json.path("recording").path("rejected_by").path("implausible").asInt()).isOne();
    for (String validation : List.of("unseen_subjects", "later_time")) {
      JsonNode all = json.path(validation).path("slices").path(0);
      assertThat(all.path("contestants")).hasSize(3);
      double model = rmse(all, 0);
      assertThat(model).isBetween(2.0, 25.0).isLessThan(rmse(all, 1));
      assertThat(
              all.path("contestants")
                  .path(1)
                  .path("metrics")
                  .path("RMSE")
                  .path("above_first")
                  .path("value")
                  .asDouble())
          .isEqualTo(rmse(all, 1) - model);
    }
    assertThat(again.out())
        .contains(
            "RMSE, mg/dL",
            "Clarke zone A",
            "unseen subjects: 4 subjects",
            "later time: 4 subjects",
            "came within the interval",
            "last value");
    String html = Files.readString(page);
    assertThat(html).contains("Read this first.", "<svg", "Clarke error grid of line");
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html.substring(html.indexOf('\n')))));
  }

  private static double rmse(JsonNode slice, int contestant) {
    return slice
        .path("contestants")
        .path(contestant)
        .path("metrics")
        .path("RMSE")
        .path("value")
        .asDouble();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--out f | Missing required option: '--data=PATH'",
        "--data rec --out f --folds 3 | --folds is 3, expected 4 to 20",
        "--data rec --out f --level 1 | --level is 1.0, expected 0.5 to 0.99",
        "--data rec --out f --resamples 3 | --resamples is 3, expected at least 40",
        "--data rec --out f --name A/b | --name is \"A/b\", expected 1 to 64",
      })
  void wrongUsage_isExitCodeTwo(String options, String problem) {
    List<String> all = new ArrayList<>(List.of("model", "forecast"));
    all.addAll(List.of(options.replace(" f", " " + folder.resolve("f")).split(" ")));

    Ran ran = RecordingCommands.vigil(folder, all.toArray(String[]::new));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(problem);
  }

  @Test
  void recordingOfSomethingElse_isRefusedWithWhatItIsAbout() throws IOException {
    Path sepsis = Files.createDirectories(folder.resolve("stays"));
    Files.writeString(sepsis.resolve("ann.psv"), "HR|Age|Gender|ICULOS|SepsisLabel\n80|64|0|1|0\n");

    Ran ran = forecast(sepsis, folder.resolve("g.zip"));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("is about sepsis, expected a recording of continuous glucose");
    assertThat(folder.resolve("g.zip")).doesNotExist();
  }

  @Test
  void recordingWithTooFewSubjects_saysSo() throws IOException {
    Ran ran = forecast(recording(2, 60), folder.resolve("g.zip"));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("2 subjects have a forecast with an outcome", "4 parts");
    assertThat(folder.resolve("g.zip")).doesNotExist();
  }

  private Ran forecast(Path recording, Path out, String... more) {
    List<String> all =
        new ArrayList<>(List.of("model", "forecast", "--data", recording.toString()));
    all.addAll(List.of("--out", out.toString(), "--folds", "4", "--resamples", "40"));
    all.addAll(List.of(more));
    return RecordingCommands.vigil(folder, all.toArray(String[]::new));
  }

  /** Waves of each subject's own length; one value is more than the sensor can say. */
  private Path recording(int subjects, int steps) throws IOException {
    StringBuilder csv = new StringBuilder("subject,time_local,glucose_mg_dl,diagnosis\n");
    Random random = new Random(1);
    for (int subject = 0; subject < subjects; subject++) {
      for (int step = 0; step < steps; step++) {
        double wave = 120 + 45 * Math.sin(2 * Math.PI * step / (30 + 3 * subject));
        csv.append("s").append(subject).append(',');
        csv.append(LocalDateTime.of(2026, 3, 1, 0, 0).plusMinutes(5L * step).format(TIME));
        csv.append(String.format(Locale.ROOT, ",%.0f,-%n", wave + 4 * random.nextGaussian()));
      }
    }
    csv.append("s0,2026-03-09 00:00:00,401,-\n");
    return Files.writeString(folder.resolve("cgm.csv"), csv);
  }
}
