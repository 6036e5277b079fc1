package dev.vigil.system;

import static dev.vigil.system.TestWorld.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.dashboard.kafka.KafkaModelLog;
import dev.vigil.dashboard.models.ModelLog;
import dev.vigil.jobs.ScoringJob;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.Score;
import dev.vigil.system.ModelCommands.Ran;
import dev.vigil.system.TopicsOf.Raise;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder whose ledger was written before entries said by which risk a model decides. */
class OlderLedgerTest {
  private static final Path EXAMPLES = VigilScript.PROJECT.resolve("docs/examples/models");
  private static final String MODEL = "made-up-trees";
  private static final String RULE = "risk";
  private static final long HOUR = 3_600;

  @TempDir private Path folder;

  @Test
  void modelThatIsLive_isJudgedByTheThresholdOfItsBundleFromTheNextStartOn() throws Exception {
    Path data = folder.resolve("data");
    byte[] bundle = bundle();
    LedgerEntry older =
        new LedgerEntry(
            MODEL, "1", Bundles.id(bundle), Action.LIVE, START + 1, "vigil", "of old", null);
    try (TestWorld earlier = TestWorld.recorded(data, Map.of());
        ModelLog log = log(earlier)) {
      log.store(bundle);
      log.append(older);
    }

    try (TestWorld world = TestWorld.recorded(data, Map.of());
        ModelLog log = log(world)) {
      assertThat(ledger(log)).extracting(LedgerEntry::threshold).containsExactly(null, 0.3);
      world.admit("ill", MonitoringPlan.NONE);
      world.awaitRunning(ScoringJob.nameOf(older.bundle()));
      long now = START + HOUR;
      world.tick(now);
      world.send("ill", "heart-rate", "128", now);
      world.send("ill", "body-temperature", "39.1", now);
      world.send("ill", "systolic-pressure", "88", now);
      world.tick(now + 1);
      await("its score").atMost(TestWorld.PATIENCE).until(() -> isScored(world));
      world.tick(now + 120);
      world.awaitPassed(now + 120);

      assertThat(world.topics().raises()).extracting(Raise::rule).contains(RULE);
      world.requireVerified();
    }

    try (TestWorld again = TestWorld.recorded(data, Map.of());
        ModelLog log = log(again)) {
      assertThat(ledger(log)).as("said once").hasSize(2);
    }
  }

  private static boolean isScored(TestWorld world) {
    return world.topics().log().stream()
        .map(TopicsOf.Logged::record)
        .anyMatch(
            record ->
                record instanceof Score score
                    && score.model().equals(MODEL)
                    && score.value() != null
                    && score.value() > 0.3);
  }

  private byte[] bundle() throws Exception {
    Path file = folder.resolve("trees.zip");
    Ran imported =
        ModelCommands.vigil(
            folder,
            "model",
            "import",
            "--model",
            EXAMPLES.resolve(MODEL + ".json").toString(),
            "--manifest",
            EXAMPLES.resolve(MODEL + ".yaml").toString(),
            "--out",
            file.toString());
    assertThat(imported.code()).as(imported.err()).isZero();
    return Files.readAllBytes(file);
  }

  private static ModelLog log(TestWorld world) {
    return new KafkaModelLog(Map.of("bootstrap.servers", world.world().bootstrap()));
  }

  private static List<LedgerEntry> ledger(ModelLog log) {
    return log.readNew().stream()
        .map(ModelLog.Line::entry)
        .filter(entry -> entry.model().equals(MODEL))
        .toList();
  }
}
