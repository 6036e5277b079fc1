package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.BuiltInModels;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.risk.Calibration;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.schemas.Json;
import dev.vigil.simulator.recordings.GeneratedRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRecalibrateCommandTest {
  @TempDir private Path folder;
  private Path bundle = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void start() throws IOException {
    bundle = Files.write(folder.resolve("sepsis.zip"), BuiltInModels.bundles().get(1));
    out = folder.resolve("fitted.zip");
  }

  @Test
  void labelledDays_fitCalibrationAndThresholdAndLeaveTheModelAlone() throws Exception {
    Path recording = folder.resolve("made-up");
    GeneratedRecording.write(recording, 150, 4);

    Ran ran = recalibrate(recording, "--resamples", "40", "--json");
    Ran text = recalibrate(recording, "--resamples", "40");

    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode slice = Json.mapper().readTree(ran.out()).path("report").path("slices").path(0);
    JsonNode after = slice.path("contestants").path(1);
    // Hours before anything was said have probability 0 and no part in the slope.
    assertThat(value(after, "calibration_slope")).isCloseTo(1, within(0.05));
    assertThat(value(after, "auroc")).isEqualTo(value(slice.path("contestants").path(0), "auroc"));
    assertThat(value(after, "utility"))
        .isGreaterThanOrEqualTo(value(slice.path("contestants").path(0), "utility"));
    BundleManifest manifest = Bundles.manifest(Files.readAllBytes(out));
    assertThat(manifest.version()).isEqualTo("1-site");
    assertThat(manifest.provenance()).containsEntry("recalibrated-on", "made-up");
    RiskModel was = (RiskModel) Bundles.open(Files.readAllBytes(bundle)).get(0);
    RiskModel is = (RiskModel) Bundles.open(Files.readAllBytes(out)).get(0);
    assertThat(is.inputs()).isEqualTo(was.inputs());
    double[] row = new double[was.inputs().size()];
    double logOdds = Math.log(was.probability(row) / (1 - was.probability(row)));
    assertThat(is.probability(row))
        .isCloseTo(is.calibration().probability(logOdds), within(1e-9))
        .isNotCloseTo(was.probability(row), within(1e-6));
    assertThat(text.out()).contains("version 1-site", "decides from", "expect a little less");
  }

  @Test
  void budget_needsNoLabelsAndIsKept() throws Exception {
    Path recording = Files.createDirectories(folder.resolve("unlabelled"));
    for (int patient = 0; patient < 20; patient++) {
      StringBuilder psv = new StringBuilder("HR|Temp|ICULOS\n");
      for (int hour = 1; hour <= 24; hour++) {
        psv.append(70 + (patient * 7 + hour * 13) % 60).append("|37.5|").append(hour).append('\n');
      }
      Files.writeString(recording.resolve("p" + patient + ".psv"), psv);
    }

    Ran none = recalibrate(recording);
    Ran ran = recalibrate(recording, "--alerts-per-day", "0.5", "--model-version", "ward-3");

    assertThat(none.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(none.err()).contains("no rows of both labels", "--alerts-per-day");
    assertThat(ran.code()).as(ran.err()).isZero();
    BundleManifest manifest = Bundles.manifest(Files.readAllBytes(out));
    assertThat(manifest.version()).isEqualTo("ward-3");
    Path csv = folder.resolve("predictions.csv");
    Ran evaluated =
        RecordingCommands.vigil(
            folder,
            "model",
            "evaluate",
            "--bundle=" + out,
            "--data=" + recording,
            "--predictions=" + csv);
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    // 20 patient-days
    assertThat(alerts(csv)).isBetween(1, 10);
  }

  @Test
  void labelsThatTheModelTellsApartAltogether_areTooFew() throws Exception {
    Path recording = Files.createDirectories(folder.resolve("two-hours"));
    Files.writeString(recording.resolve("a.psv"), "HR|Temp|ICULOS|SepsisLabel\n150|40|1|1\n");
    Files.writeString(recording.resolve("b.psv"), "HR|Temp|ICULOS|SepsisLabel\n70|36.8|1|0\n");

    Ran ran = recalibrate(recording);

    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.err())
        .contains("two-hours is not enough to fit to", "both labels that overlap; take more")
        .doesNotContain("did not expect");
    assertThat(out).doesNotExist();
  }

  @Test
  void wrongUsage_isOneSentence() throws Exception {
    Ran zero = recalibrate(folder, "--alerts-per-day", "0");
    assertThat(zero.code()).isEqualTo(VigilException.USAGE);
    assertThat(zero.err()).contains("--alerts-per-day is 0.0, expected above 0").hasLineCount(1);
    Ran same = recalibrate(folder, "--model-version", "1");
    assertThat(same.code()).isEqualTo(VigilException.USAGE);
    assertThat(same.err()).contains("is version 1 already", "a version never changes");
    byte[] of = Files.readAllBytes(bundle);
    Calibration as = ((RiskModel) Bundles.open(of).get(0)).calibration();
    Files.write(bundle, Bundles.recalibrated(of, "v".repeat(60), as, 0.5, Map.of()));
    Ran tooLong = recalibrate(folder);
    assertThat(tooLong.code()).isEqualTo(VigilException.USAGE);
    assertThat(tooLong.err()).contains("longer than the 64 characters", "--model-version");
    Files.write(bundle, Bundles.clinicalScores());
    Ran scores = recalibrate(folder);
    assertThat(scores.code()).isEqualTo(VigilException.USAGE);
    assertThat(scores.err()).contains("there is nothing to recalibrate");
  }

  private static int alerts(Path csv) throws IOException {
    int alerts = 0;
    String before = "";
    for (String line : Files.readAllLines(csv)) {
      String patient = line.substring(0, line.indexOf(','));
      boolean rose = line.endsWith(",1") && !before.equals(patient + "1");
      alerts += rose ? 1 : 0;
      before = patient + line.substring(line.length() - 1);
    }
    return alerts;
  }

  private static double value(JsonNode contestant, String metric) {
    JsonNode value = contestant.path("metrics").path(metric).path("value");
    assertThat(value.isNumber()).as(metric).isTrue();
    return value.asDouble();
  }

  private Ran recalibrate(Path recording, String... more) {
    List<String> args = new ArrayList<>(List.of("model", "recalibrate"));
    args.addAll(List.of("--bundle", bundle.toString(), "--data", recording.toString()));
    args.addAll(List.of("--out", out.toString()));
    args.addAll(List.of(more));
    return RecordingCommands.vigil(folder, args.toArray(String[]::new));
  }
}
