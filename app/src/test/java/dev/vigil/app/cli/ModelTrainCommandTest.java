package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.cohort.SmallIcu;
import dev.vigil.app.failure.VigilException;
import dev.vigil.models.bundles.BundleCard;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.schemas.Json;
import dev.vigil.simulator.recordings.GeneratedRecording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTrainCommandTest {
  @TempDir private Path folder;

  @Test
  void train_writesTheSameBundleForTheSameRecording() throws Exception {
    // given
    Path recording = folder.resolve("made-up");
    GeneratedRecording.write(recording, 160, 1);
    Path first = folder.resolve("new").resolve("first.zip");
    Path second = folder.resolve("second.zip");
    Files.writeString(second, "what was there before");

    // when
    Ran ran = train(recording, first, "--folds", "3", "--resamples", "40", "--json");
    Ran again = train(recording, second, "--folds", "3", "--resamples", "40");

    // then
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(again.code()).isZero();
    assertThat(first).hasSameBinaryContentAs(second);
    byte[] bundle = Files.readAllBytes(first);
    JsonNode report = Json.mapper().readTree(ran.out());
    JsonNode model = report.path("model");
    assertThat(model.path("bundle_sha256").asText()).isEqualTo(Bundles.id(bundle));
    assertThat(model.path("auroc").asDouble()).isBetween(0.5, 1.0);
    JsonNode all = report.path("evaluation").path("slices").path(0);
    assertThat(all.path("patients").asInt()).isEqualTo(160);
    assertThat(
            all.path("contestants").path(0).path("metrics").path("auroc").path("value").asDouble())
        .isBetween(0.5, 1.0);
    BundleManifest manifest = Bundles.manifest(bundle);
    assertThat(manifest.decisionThreshold()).isEqualTo(model.path("threshold").asDouble());
    assertThat(manifest.calibration().slope())
        .isEqualTo(model.path("calibration").path("slope").asDouble());
    assertThat(report.path("recording").path("rejected_by").path("implausible").asLong())
        .isPositive();
    assertThat(again.out())
        .contains("AUROC", "validated  in 3 parts", "labels dealt out at random: AUROC");
    assertThat(again.err()).contains("rows read: ");
    assertThat(Bundles.open(bundle).get(0).name()).isEqualTo("sepsis-logistic");
    assertThat(new String(bundle, StandardCharsets.ISO_8859_1))
        .contains("made-up, PhysioNet 2019 (.psv)")
        .doesNotContain(folder.toString());
    assertThat(folder.resolve("new")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void ladder_comesAlongInTheBundleAndOnItsCard() throws Exception {
    Path recording = folder.resolve("made-up");
    GeneratedRecording.write(recording, 120, 2);
    Path out = folder.resolve("vitals.zip");

    Ran ran =
        train(
            recording,
            out,
            "--inputs=vitals",
            "--search",
            "--ladder=length-of-stay,vitals,transferable",
            "--html=" + folder.resolve("report.html"),
            "--licence=CC-BY-4.0",
            "--limit=Made up.",
            "--folds=3",
            "--resamples=40");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains(
            "epochs=",
            "hours below 60",
            "  sepsis-logistic.transferable",
            "  news2:",
            "labelled in their first row");
    assertThat(folder.resolve("report.html"))
        .content()
        .contains(
            "Evaluation of sepsis-logistic:1",
            "Each of 3 parts of the patients was predicted",
            "sepsis-logistic.length-of-stay");
    byte[] bundle = Files.readAllBytes(out);
    SortedMap<String, byte[]> ladder = Bundles.ladder(bundle);
    assertThat(ladder).containsOnlyKeys("length-of-stay", "transferable");
    assertThat(Bundles.open(ladder.get("length-of-stay")).get(0).features())
        .containsExactly("static.hours-since-admission");
    BundleCard card = Bundles.card(bundle);
    assertThat(card.licence()).isEqualTo("CC-BY-4.0");
    assertThat(card.limits())
        .contains("Made up.")
        .anyMatch(limit -> limit.startsWith("Not a medi"));
    assertThat(card.performance())
        .anyMatch(each -> each.slice().equals("hours below 60") && each.model().startsWith("news2"))
        .anyMatch(each -> "sex".equals(each.group()))
        .allMatch(each -> each.metrics().containsKey("auroc") || each.positives() == 0);
  }

  @Test
  void evaluate_climbsTheLadderThatIsInTheBundle() throws Exception {
    Path recording = folder.resolve("made-up");
    GeneratedRecording.write(recording, 120, 2);
    Path out = folder.resolve("model.zip");
    assertThat(train(recording, out, "--ladder=pattern", "--folds=3", "--resamples=40").code())
        .isZero();

    Ran ran =
        RecordingCommands.vigil(
            folder,
            "model",
            "evaluate",
            "--bundle=" + out,
            "--data=" + recording,
            "--resamples=40");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .containsPattern(
            " {2}sepsis-logistic:1 .*\\n {2}news2:.*\\n {2}sepsis-logistic[.]pattern:1 ");
  }

  @ParameterizedTest
  @CsvSource({
    "svm-linear, vital-values, sepsis-svm-linear",
    "Cart, VITAL_VALUES, sepsis-cart",
    "RANDOM_FOREST, vital-values, sepsis-random-forest",
  })
  void algorithmAndInputs_areKnownByTheirNamesInAnySpelling(
      String algorithm, String inputs, String name) throws Exception {
    Path recording = folder.resolve("made-up");
    GeneratedRecording.write(recording, 100, 3);
    Path out = folder.resolve("model.zip");

    Ran ran =
        train(
            recording,
            out,
            "--algo=" + algorithm,
            "--inputs=" + inputs,
            "--no-ladder",
            "--folds=3",
            "--resamples=40");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(Bundles.open(Files.readAllBytes(out)).get(0).name()).isEqualTo(name);
    assertThat(Bundles.manifest(Files.readAllBytes(out)).features())
        .containsKey("heart-rate.last")
        .doesNotContainKey("static.hours-since-admission");
  }

  @Test
  void mortality_isTrainedJudgedAndRecalibratedWithoutWhatHasNoMeaning() throws Exception {
    // given
    Path recording = folder.resolve("icu");
    SmallIcu.write(recording, 80, 1);
    Path bundle = folder.resolve("mortality.zip");
    Path page = folder.resolve("mortality.html");
    String[] label = {"--label=mortality", "--resamples=40"};

    // when
    Ran trained = train(recording, bundle, with(label, "--folds=3", "--html=" + page));
    Ran evaluated = model("evaluate", recording, with(label, "--bundle=" + bundle));
    Ran json = model("evaluate", recording, with(label, "--bundle=" + bundle, "--json"));
    Ran fitted =
        model(
            "recalibrate",
            recording,
            with(label, "--bundle=" + bundle, "--out=" + folder.resolve("site.zip")));
    Ran sepsis = model("evaluate", recording, "--bundle=" + bundle);

    // then
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.out())
        .contains("last rows", "saps-i (recorded)", "80  Weight not mapped", "least of sens.")
        .contains("whoever died sooner is not among them")
        .doesNotContain("utility");
    assertThat(page).content().contains("medical icu", "least of sens. and PPV", "Weight 80");
    assertThat(page).content().doesNotContain("median lead time", "normalised utility");
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    assertThat(evaluated.out())
        .contains("news2", "saps-i (recorded)", "80 patients", "3,840 rows")
        .doesNotContain("utility", "lead time", "labelled in their first row");
    JsonNode last = Json.mapper().readTree(json.out()).path("slices").path(2);
    assertThat(last.path("name").asText()).isEqualTo("last rows");
    assertThat(last.path("rows").asInt()).isEqualTo(80);
    JsonNode metrics = last.path("contestants").path(0).path("metrics");
    assertThat(metrics.path("auroc").path("value").asDouble()).isBetween(0.7, 1.0);
    assertThat(metrics.path("least_of_sensitivity_and_ppv").path("value").isNumber()).isTrue();
    assertThat(fitted.code()).as(fitted.err()).isZero();
    assertThat(Bundles.manifest(Files.readAllBytes(bundle)).label()).isEqualTo("mortality");
    assertThat(sepsis.code()).isEqualTo(VigilException.USAGE);
    assertThat(sepsis.err()).contains("predicts mortality, expected sepsis: give --label");
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
        "model train --data rec | Missing required option: '--out=FILE'",
        "model train --out f | Missing required option: '--data=PATH'",
        "model train --data rec --out f --label mood | expected one of [SEPSIS,",
        "model train --data rec --out f --algo forest | expected one of [LOGISTIC, SVM_LINEAR,"
            + " svm-linear, CART, RANDOM_FOREST, random-forest, XGBOOST]",
        "model train --data rec --out f --patients 0 | --patients is 0, expected at least 1",
        "model train --data rec --out f --average 0 | --average is 0, expected 1 to 20",
        "model train --data rec --out f --average 2 | --average is for --algo xgboost, here it is"
            + " logistic",
        "model train --data rec --out f --html ./f | --out and --html are both f, expected two",
        "model train --data rec --out f --folds 2 | --folds is 2, expected 3 to 20",
        "model train --data rec --out f --inputs all | expected one of [FULL, VITALS",
        "model train --data rec --out f --name A/b | --name is \"A/b\", expected 1 to 64"
            + " lower-case",
      })
  void wrongUsage_isOneSentenceAndExitCodeTwo(String command, String sentence) {
    Ran ran = RecordingCommands.vigil(folder, command.split(" ", -1));

    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err()).contains(sentence).hasLineCount(1);
  }

  private Ran train(Path recording, Path out, String... more) {
    return model("train", recording, with(more, "--out=" + out));
  }

  private Ran model(String command, Path recording, String... more) {
    List<String> args = new ArrayList<>(List.of("model", command));
    args.addAll(List.of("--data", recording.toString()));
    args.addAll(List.of(more));
    return RecordingCommands.vigil(folder, args.toArray(String[]::new));
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }
}
