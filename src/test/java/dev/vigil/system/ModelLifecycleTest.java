package dev.vigil.system;

import static dev.vigil.system.TestWorld.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.books.JobReports;
import dev.vigil.app.books.LogCount;
import dev.vigil.app.replay.Lockstep;
import dev.vigil.app.world.BuiltInModels;
import dev.vigil.dashboard.kafka.KafkaModelLog;
import dev.vigil.dashboard.models.ModelLog;
import dev.vigil.jobs.ScoringJob;
import dev.vigil.models.Sha256;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.risk.Calibration;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.Topics;
import dev.vigil.system.ModelCommands.Ran;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two versions of the built-in sepsis model, one that never warns and one that always does, on
 * their way through a real world, by the command line alone.
 */
class ModelLifecycleTest {
  private static final String MODEL = ModelTraces.MODEL;
  private static final String CALM = MODEL + ":calm";
  private static final String ALARMED = MODEL + ":alarmed";
  private static final long STEP_SECONDS = 60;
  private static final List<String> PATIENTS =
      IntStream.range(0, 8).mapToObj(i -> "p-" + i).toList();

  @TempDir private Path folder;
  private Path data;
  private final List<String> shadows = new ArrayList<>();
  private TestWorld world;
  private ModelTraces traces;
  private Lockstep lockstep;
  private long now = START;
  private int vectors;

  @Test
  void versions_goFromShadowToCanaryToLiveAndBack_andTheLedgerTellsIt() throws Exception {
    data = folder.resolve("data");
    try (TestWorld opened = TestWorld.recorded(data, Map.of());
        JobReports reports = JobReports.fromNow(opened.world().bootstrap());
        LogCount count = LogCount.of(opened.world().bootstrap())) {
      world = opened;
      traces = new ModelTraces(world);
      lockstep =
          new Lockstep(
              world.world().ticks(),
              reports,
              count,
              this::scoring,
              TestWorld.PATIENCE,
              world.world().clock());
      PATIENTS.forEach(patient -> world.admit(patient, MonitoringPlan.NONE));
      enterABundleThatIsNotThere();
      play(2);

      // deploy: the jobs run, and nobody is alerted
      done("deploy", bundle("calm", -20));
      done("deploy", bundle("alarmed", 20));
      shadows.addAll(List.of(CALM, ALARMED));
      play(3);
      long shadow = now;
      assertThat(traces.raised()).isEmpty();

      // promote
      await("its scores are up to date, its proof is missing")
          .atMost(TestWorld.PATIENCE)
          .untilAsserted(
              () -> assertThat(vigil("promote", CALM).err()).contains("no proof of a backtest"));
      Path proof = backtest("calm", "calm-proof");
      done("promote", CALM, "--proof", proof.toString());
      play(2);
      long calm = now;

      // canary
      done("promote", ALARMED, "--percent", "50", "--because", "a test");
      play(3);
      long canary = now;
      Set<String> share = traces.liveFor(PATIENTS, "alarmed", canary);
      assertThat(share).isNotEmpty().hasSizeLessThan(PATIENTS.size());
      assertThat(traces.open()).isEqualTo(share);

      // rollback of the canary
      done("rollback", MODEL);
      play(3);
      assertThat(traces.open()).isEmpty();

      // promotion for all: alerts from the stated instant on
      int before = traces.raised().size();
      done("promote", ALARMED, "--because", "a test");
      long promoted = world.world().clock().getAsLong() + 1;
      play(3);
      long live = now;
      assertThat(traces.open()).containsExactlyInAnyOrderElementsOf(PATIENTS);
      assertThat(traces.raised().subList(before, traces.raised().size()))
          .hasSize(PATIENTS.size())
          .allSatisfy(raise -> assertThat(raise.decided()).isGreaterThanOrEqualTo(promoted))
          .allSatisfy(raise -> assertThat(raise.evidence().score().version()).isEqualTo("alarmed"))
          .allSatisfy(
              raise ->
                  assertThat(raise.evidence().score().explanation())
                      .as("of one that warned as a shadow already")
                      .isNotNull());
      traces.requireEveryVectorScoredOnce(3);

      // rollback, retire
      done("rollback", MODEL, "--from", "alarmed");
      done("rollback", MODEL, "--from", "alarmed");
      play(3);
      assertThat(traces.open()).isEmpty();
      done("retire", ALARMED);
      shadows.remove(ALARMED);
      play(1);
      String job = jobOf(ALARMED);
      await("job " + job + " ends")
          .atMost(TestWorld.PATIENCE)
          .until(() -> !world.world().supervisor().states().containsKey(job));

      // the ledger tells it
      assertStates(shadow, "live", "shadow", "shadow");
      assertStates(calm, "shadow", "live", "shadow");
      assertStates(canary, "shadow", "live 50 %", "canary 50 %");
      assertStates(live, "shadow", "shadow", "live");
      assertStates(now, "shadow", "live", "retired");
      assertThat(vigil("show", CALM).out())
          .contains("promoted on its proof", Sha256.hex(Files.readAllBytes(proof)));
      assertThat(vigil("show", ALARMED).out())
          .contains("canary 50 % by", "rolled back from alarmed", "retired by");

      // the one whose bundle is missing says so, and is no other's affair
      await("the reason is listed")
          .atMost(TestWorld.PATIENCE)
          .untilAsserted(
              () -> {
                Ran list = vigil("list");
                assertThat(list.out()).contains("has 0 of 0 chunks");
                assertThat(list.code()).isEqualTo(1);
              });
      world.requireVerified();
      backtest("calm", "proof-of-the-server");
      vectors =
          world.topics().numbered(Topics.FEATURES).values().stream().mapToInt(Map::size).sum();
      export("vectors-of-the-server");
      export("vectors-of-the-server.parquet");
    }
    requireSameFromTheStoppedFolder();
  }

  /** Backtests a version on the log so far; the server knows that its world is a recorded one. */
  private Path backtest(String version, String proof, String... more) {
    Path file = folder.resolve(proof);
    List<String> words = new ArrayList<>();
    words.addAll(List.of("backtest", folder.resolve(version + ".zip").toString()));
    words.addAll(List.of("--since", Instant.ofEpochSecond(START).toString()));
    words.addAll(List.of("--proof", file.toString()));
    words.addAll(List.of(more));
    Ran ran = vigil(words.toArray(String[]::new));
    assertThat(ran.code()).as("%s", ran).isZero();
    return file;
  }

  private Path export(String name) {
    Path file = folder.resolve(name);
    Ran ran =
        ModelCommands.vigil(
            data,
            "features",
            "export",
            "--from",
            Instant.ofEpochSecond(START).toString(),
            "--to",
            Instant.ofEpochSecond(now).toString(),
            "--out",
            file.toString());
    assertThat(ran.code()).as("%s", ran).isZero();
    return file;
  }

  /** What the server has streamed is what lies in the folder, byte for byte. */
  private void requireSameFromTheStoppedFolder() {
    assertThat(backtest("calm", "proof-of-the-folder", "--recorded"))
        .hasSameBinaryContentAs(folder.resolve("proof-of-the-server"));
    assertThat(export("vectors-of-the-folder"))
        .hasSameBinaryContentAs(folder.resolve("vectors-of-the-server"))
        .content()
        .hasLineCount(1 + vectors);
    assertThat(export("vectors-of-the-folder.parquet"))
        .hasSameBinaryContentAs(folder.resolve("vectors-of-the-server.parquet"))
        .isNotEmptyFile();
  }

  /** What no upload lets through; a topic that lost records would look so. */
  private void enterABundleThatIsNotThere() {
    try (ModelLog log = new KafkaModelLog(Map.of("bootstrap.servers", world.world().bootstrap()))) {
      log.append(
          new LedgerEntry(
              "lost", "1", "f".repeat(64), Action.SHADOW, now + 1, "a test", "lost", null));
    }
  }

  /** Every model that has to score before the clock moves on. */
  private List<String> scoring() {
    return Stream.concat(world.world().liveModels().stream(), shadows.stream()).distinct().toList();
  }

  /** So many minutes in which everybody is well. */
  private void play(int minutes) {
    for (int i = 0; i < minutes; i++) {
      now += STEP_SECONDS;
      lockstep.moveTo(now);
      PATIENTS.forEach(patient -> world.send(patient, "heart-rate", "80", now));
      lockstep.moveTo(now + 1);
    }
    // A score of the last minute is judged by the next tick at the latest.
    lockstep.moveTo(now + 2);
    world.awaitPassed(now + 2);
    now += 2;
  }

  /** The model with another calibration: a version that says the same of everybody. */
  private String bundle(String version, double intercept) throws Exception {
    byte[] made;
    try (InputStream in = BuiltInModels.class.getResourceAsStream(BuiltInModels.SEPSIS)) {
      made =
          Bundles.recalibrated(
              in.readAllBytes(), version, new Calibration(intercept, 0.001), 0.5, Map.of());
    }
    return Files.write(folder.resolve(version + ".zip"), made).toString();
  }

  private String jobOf(String modelVersion) throws IOException {
    String version = modelVersion.substring(modelVersion.indexOf(':') + 1);
    return ScoringJob.nameOf(Bundles.id(Files.readAllBytes(folder.resolve(version + ".zip"))));
  }

  /** Repeats a command until it is done: a promotion waits for the scores. */
  private void done(String... words) {
    Ran[] last = new Ran[1];
    await(String.join(" ", words))
        .atMost(TestWorld.PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .pollDelay(Duration.ZERO)
        .untilAsserted(
            () -> {
              last[0] = vigil(words);
              assertThat(last[0].code()).as("%s", last[0]).isZero();
            });
  }

  private Ran vigil(String... words) {
    return ModelCommands.run(data, words);
  }

  private void assertStates(long at, String builtIn, String calm, String alarmed) {
    List<String> lines =
        vigil("list", "--at", Instant.ofEpochSecond(at).toString())
            .out()
            .lines()
            .filter(line -> line.startsWith(MODEL))
            .toList();
    // by version: the built-in one is a number
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).matches(MODEL + ":\\d\\S* +" + builtIn + " +since .*");
    assertThat(lines.get(1)).matches(ALARMED + " +" + alarmed + " +since .*");
    assertThat(lines.get(2)).matches(CALM + " +" + calm + " +since .*");
  }
}
