package dev.vigil.system;

import static dev.vigil.system.TestWorld.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.vigil.history.FeatureRow;
import dev.vigil.jobs.ScoringJob;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Topics;
import dev.vigil.system.ModelCommands.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A multilayer perceptron of another tool, imported, deployed and asked by a job of its own; once
 * it is live, the history keeps what it looks at.
 */
class OnnxJobTest {
  private static final Path EXAMPLES = VigilScript.PROJECT.resolve("docs/examples/models");
  private static final String MODEL = "made-up-mlp";
  private static final long HOUR = 3_600;

  /** Of its inputs the one that no built-in model has: the last value, where there is one alone. */
  private static final String ITS_OWN = "heart-rate.max.5m";

  @TempDir private Path folder;

  @Test
  void importedModel_scoresInAJob_asItDoesWhereItIsOpened() throws Exception {
    Path data = folder.resolve("data");
    Path file = folder.resolve("mlp.zip");
    String manifest = Files.readString(EXAMPLES.resolve(MODEL + ".yaml"));
    Path mapped = folder.resolve("mapped.yaml");
    Files.writeString(mapped, manifest.replace("heart-rate.last", ITS_OWN));
    Ran imported =
        ModelCommands.vigil(
            folder,
            "model",
            "import",
            "--model",
            EXAMPLES.resolve(MODEL + ".onnx").toString(),
            "--manifest",
            mapped.toString(),
            "--out",
            file.toString());
    assertThat(imported.code()).as(imported.err()).isZero();
    byte[] bundle = Files.readAllBytes(file);

    try (TestWorld world = TestWorld.recorded(data, Map.of())) {
      world.admit("ill", MonitoringPlan.NONE);
      world.admit("well", MonitoringPlan.NONE);
      Ran deployed = ModelCommands.run(data, "deploy", file.toString());
      assertThat(deployed.code()).as(deployed.err()).isZero();
      world.awaitRunning(ScoringJob.nameOf(Bundles.id(bundle)));

      long now = START + HOUR;
      world.tick(now);
      sendAll(world, "ill", now, "128", "31", "39.1", "88");
      sendAll(world, "well", now, "70", "14", "36.8", "125");
      world.tick(now + 61);
      world.awaitPassed(now + 61);

      Model model = Bundles.open(bundle).get(0);
      requireScoredAs(world, model, "ill", 0.9);
      requireScoredAs(world, model, "well", 0.0);

      requireKeptOncePromoted(world, data, now + HOUR);
      world.requireVerified();
    }
  }

  private static void requireKeptOncePromoted(TestWorld world, Path data, long later) {
    long shadowUntil = world.world().clock().getAsLong();
    await("its scores are up to date")
        .atMost(TestWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        ModelCommands.run(data, "promote", MODEL + ":1", "--because", "a test")
                            .code())
                    .isZero());
    world.tick(later);
    sendAll(world, "ill", later, "131", "31", "39.1", "88");
    world.tick(later + 61);
    world.awaitPassed(later + 61);
    await("what it looks at is kept")
        .atMost(TestWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        world
                            .world()
                            .store()
                            .features("ill", List.of(ITS_OWN), START, later + HOUR))
                    .allMatch(row -> row.known() > shadowUntil)
                    .extracting(FeatureRow::value)
                    .contains(131.0));
  }

  private static void sendAll(TestWorld world, String patient, long now, String... values) {
    List<String> vitals =
        List.of("heart-rate", "respiratory-rate", "body-temperature", "systolic-pressure");
    for (int i = 0; i < values.length; i++) {
      world.send(patient, vitals.get(i), values[i], now);
    }
  }

  /** Every vector of the patient has the score that the model gives here, the last one at least. */
  private static void requireScoredAs(TestWorld world, Model model, String patient, double least) {
    await("scores of " + patient)
        .atMost(TestWorld.PATIENCE)
        .untilAsserted(
            () -> {
              Map<OutputNumber, String> vectors =
                  world.topics().numbered(Topics.FEATURES).get(patient);
              List<Score> scores = scores(world, patient);
              assertThat(scores).hasSameSizeAs(vectors.keySet()).isNotEmpty();
              for (Score score : scores) {
                assertSame(score, model, vectors.get(score.vector()));
              }
              Score last = scores.get(scores.size() - 1);
              assertThat(last.outcome()).isEqualTo(Score.Outcome.SCORE);
              assertThat(last.value()).isGreaterThan(least);
              assertThat(model.isWarning(last)).isEqualTo(least > 0);
            });
  }

  private static void assertSame(Score score, Model model, String json) throws Exception {
    FeatureVector vector = LogCodec.decodeVector(json.getBytes(UTF_8));
    Score here = model.score(vector, score.vector());
    assertThat(score.outcome()).isEqualTo(here.outcome());
    if (here.value() != null) {
      assertThat(score.value()).isEqualTo(here.value(), within(1e-12));
      assertThat(score.contributions()).isEqualTo(here.contributions());
    }
  }

  private static List<Score> scores(TestWorld world, String patient) {
    return world.topics().log().stream()
        .map(TopicsOf.Logged::record)
        .filter(Score.class::isInstance)
        .map(Score.class::cast)
        .filter(score -> score.model().equals(MODEL) && score.patient().equals(patient))
        .toList();
  }
}
