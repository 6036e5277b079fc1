package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.Main;
import dev.vigil.dashboard.kafka.KafkaModelLog;
import dev.vigil.dashboard.models.ModelLog;
import dev.vigil.models.Sha256;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.risk.Calibration;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job on a cluster of processes, in recorded time, and on it the whole way of a model:
 * learned from 500 patients, deployed as a shadow, backtested, promoted, followed by a second
 * version as a canary and for all, while a TaskManager is killed, and rolled back.
 */
class ClusterReplayTest {
  private static final int PATIENTS = 50;
  private static final int LEARNED_FROM = 500;

  /** No rule names it: the rule for all that predict a risk is to judge it. */
  private static final String MODEL = "sepsis-trial";

  private static final String RULE = "risk";

  /** What the two versions decide by: below the risk of most rows, so that alerts are sure. */
  private static final Map<String, Double> THRESHOLDS = Map.of("1", 0.01, "2", 0.012);

  /** A few patients prove nothing; that a proof is made, passes and is taken is what counts. */
  private static final List<String> LENIENT =
      List.of(
          "alert-ratio=1000",
          "alert-budget=1000",
          "sensitivity-loss=1",
          "auroc-loss=1",
          "utility-loss=1000",
          "silent-share=1");

  private static final int LONGEST_STAY_HOURS = 20;

  /** Between two steps of the way; however quick a machine is, none comes after the replay. */
  private static final int STEP_HOURS = 3;

  @TempDir private Path folder;
  private ComposedCluster cluster;
  private Path world;
  private Process replay;

  private record Ran(int code, String out, String err) {}

  @Test
  void model_goesTheWholeWayOnTheComposedCluster() throws Exception {
    // given
    Path stays = SmallRecording.write(folder.resolve("stays"), PATIENTS, LONGEST_STAY_HOURS);
    train();
    Path first = backtest("1", stays);
    Path second = backtest("2", stays);
    try (ComposedCluster composed =
        new ComposedCluster(folder.resolve("cluster"), "docker-compose.yml")) {
      cluster = composed;
      cluster.startBackbone();
      world = cluster.data("replay").resolve("replays").resolve("stays-all");

      // when
      replay =
          cluster.start(
              "replay",
              Map.of("/recording", stays),
              List.of("--step", Integer.toString(STEP_HOURS)));
      promoteAndRollBack(first, second);

      // then
      boolean ended = replay.waitFor(ComposedCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(ended).as("ended, said %s", cluster.said("replay")).isTrue();
      assertThat(replay.exitValue()).as(cluster.said("replay")).isZero();
      requireBooks(lastObject(cluster.out("replay")));
      requireLedger(first, second);

      // and its log is nobody else's to go on with
      Process ward = cluster.start("vigil");
      assertThat(ward.waitFor(ComposedCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(ward.exitValue()).as(cluster.said("vigil")).isEqualTo(1);
      assertThat(cluster.said("vigil")).contains("holds the log of a replay");
    }
  }

  /** Learns the model, and makes two versions of it that decide by other thresholds. */
  private void train() throws Exception {
    Path patients = SmallRecording.write(folder.resolve("learned"), LEARNED_FROM, 1000);
    Path trained = folder.resolve("trained.zip");
    done(
        List.of(
            "model",
            "train",
            "--name",
            MODEL,
            "--no-ladder",
            "--folds",
            "3",
            "--resamples",
            "100",
            "--out",
            trained.toString(),
            "--data",
            patients.toString()));
    for (Map.Entry<String, Double> version : THRESHOLDS.entrySet()) {
      byte[] made =
          Bundles.recalibrated(
              Files.readAllBytes(trained),
              version.getKey(),
              Calibration.NONE,
              version.getValue(),
              Map.of());
      Files.write(bundle(version.getKey()), made);
    }
  }

  private Path bundle(String version) {
    return folder.resolve("version-" + version + ".zip");
  }

  private Path backtest(String version, Path stays) {
    Path proof = folder.resolve("proof-" + version);
    List<String> words = new ArrayList<>();
    words.addAll(List.of("model", "backtest", bundle(version).toString()));
    words.addAll(List.of("--data", stays.toString(), "--proof", proof.toString()));
    words.addAll(List.of("--resamples", "100"));
    LENIENT.forEach(gate -> words.addAll(List.of("--gate", gate)));
    done(words);
    return proof;
  }

  private void promoteAndRollBack(Path first, Path second) throws Exception {
    cluster.awaitSaid("replay", stoppedAt(0));
    inWorld("deploy", bundle("1").toString());
    inWorld("deploy", bundle("2").toString());
    goOnTo(STEP_HOURS);
    inWorld("promote", MODEL + ":1", "--proof", first.toString());
    goOnTo(2 * STEP_HOURS);
    await("alerts of the promoted model")
        .atMost(ComposedCluster.PATIENCE)
        .failFast(this::requireReplayRuns)
        .until(() -> raised("1") > 0);
    inWorld("promote", MODEL + ":2", "--percent", "50", "--proof", second.toString());
    goOn();
    cluster.kill("taskmanager-1");
    cluster.start("taskmanager-1");
    cluster.awaitSaid("replay", stoppedAt(3 * STEP_HOURS));
    inWorld("promote", MODEL + ":2", "--proof", second.toString());
    goOnTo(4 * STEP_HOURS);
    inWorld("rollback", MODEL);
    goOnTo(5 * STEP_HOURS);
    assertThat(inWorld("show", MODEL + ":2").out())
        .containsPattern(MODEL + ":2 +shadow +since")
        .contains("canary 50 % by", "promoted on its proof", "rolled back from 2");
    replay.getOutputStream().close();
  }

  private void goOnTo(int hour) throws IOException {
    goOn();
    cluster.awaitSaid("replay", stoppedAt(hour));
  }

  private void goOn() throws IOException {
    OutputStream in = replay.getOutputStream();
    in.write('\n');
    in.flush();
  }

  private static String stoppedAt(int hour) {
    return "Stopped at recorded hour " + hour + ":";
  }

  private void requireReplayRuns() throws Exception {
    assertThat(replay.isAlive()).as("the replay runs, said %s", cluster.said("replay")).isTrue();
  }

  private long raised(String version) {
    return new TopicsOf(kafka())
        .transitions().stream()
            .filter(t -> t.cause() == Cause.RAISED && t.rule().equals(RULE))
            .filter(t -> t.evidence().score().version().equals(version))
            .count();
  }

  private String kafka() {
    return cluster.address("kafka", 9092);
  }

  private static void requireBooks(JsonNode summary) {
    assertThat(summary.path("differences")).isEmpty();
    assertThat(summary.path("balanced").asBoolean()).as("balanced in %s", summary).isTrue();
    assertThat(summary.path("verified").asLong(-1)).as("differences of verify").isZero();
    assertThat(summary.path("patients").asInt()).isEqualTo(PATIENTS);
    assertThat(summary.path("alerts_by").path(RULE).asLong()).as("%s", summary).isPositive();
  }

  /** The way as the ledger tells it, each promotion with its proof. */
  private void requireLedger(Path first, Path second) throws Exception {
    try (ModelLog log = new KafkaModelLog(Map.of("bootstrap.servers", kafka()))) {
      List<LedgerEntry> entries =
          log.readNew().stream()
              .map(ModelLog.Line::entry)
              .filter(entry -> entry.model().equals(MODEL))
              .toList();
      assertThat(entries)
          .extracting(entry -> entry.version() + " " + entry.action())
          .containsExactly(
              "1 " + Action.SHADOW,
              "2 " + Action.SHADOW,
              "1 " + Action.LIVE,
              "2 " + Action.CANARY,
              "2 " + Action.LIVE,
              "1 " + Action.LIVE);
      assertThat(entries).isSortedAccordingTo((a, b) -> Long.compare(a.holdsFrom(), b.holdsFrom()));
      assertThat(entries.subList(2, 5))
          .extracting(LedgerEntry::proof)
          .containsExactly(hash(first), hash(second), hash(second));
      assertThat(entries.get(0).threshold()).isEqualTo(THRESHOLDS.get("1"));
      assertThat(entries.get(5).rolledBack()).isEqualTo("2");
    }
  }

  private static String hash(Path file) throws Exception {
    return Sha256.hex(Files.readAllBytes(file));
  }

  /** Repeats a command about models of the world until it is done: a promotion waits for scores. */
  private Ran inWorld(String... words) {
    List<String> all = new ArrayList<>(List.of("model"));
    all.addAll(List.of(words));
    all.addAll(List.of("--data", world.toString()));
    Ran[] last = new Ran[1];
    await(String.join(" ", words))
        .atMost(ComposedCluster.PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(300))
        .failFast(this::requireReplayRuns)
        .untilAsserted(
            () -> {
              last[0] = vigil(all);
              assertThat(last[0].code()).as("%s", last[0]).isZero();
            });
    return last[0];
  }

  private static void done(List<String> words) {
    Ran ran = vigil(words);
    assertThat(ran.code()).as("%s", ran).isZero();
  }

  private static Ran vigil(List<String> words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(words.toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }

  private static JsonNode lastObject(Path out) throws Exception {
    List<String> lines = Files.readAllLines(out, UTF_8);
    return Json.mapper().readTree(lines.get(lines.size() - 1));
  }
}
