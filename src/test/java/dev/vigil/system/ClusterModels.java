package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.world.BuiltInModels;
import dev.vigil.dashboard.kafka.KafkaModelLog;
import dev.vigil.dashboard.models.ModelLog;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.risk.Calibration;
import dev.vigil.schemas.fold.Ticks;
import dev.vigil.schemas.ledger.ModelLedger;
import dev.vigil.schemas.ledger.VersionStanding;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The built-in sepsis model on a cluster, and a version of it that never warns, by the command
 * line.
 *
 * @param patient for whom a version is or isn't live
 */
record ClusterModels(ComposedCluster cluster, String patient) {
  private static final String MODEL = "sepsis-logistic";
  static final String BUILT_IN = MODEL + ":1";
  static final String CALM = MODEL + ":calm";

  /** An entry of the ledger holds 15 s after it was decided. */
  private static final Duration UNTIL_LIVE = Duration.ofSeconds(25);

  private static final Duration AGAIN = Duration.ofSeconds(1);

  void deployCalm(Path folder) throws Exception {
    try (InputStream in = BuiltInModels.class.getResourceAsStream(BuiltInModels.SEPSIS)) {
      byte[] made =
          Bundles.recalibrated(
              in.readAllBytes(), "calm", new Calibration(-20, 0.001), 0.5, Map.of());
      Path bundle = Files.write(folder.resolve("calm.zip"), made);
      assertThat(exitCode("model", "deploy", bundle.toString()))
          .as(cluster.saidByCommands())
          .isZero();
    }
  }

  void promoteCalm() {
    awaitLive("calm", "model", "promote", CALM, "--because", "a test");
  }

  void rollBack() {
    awaitLive("1", "model", "rollback", MODEL, "--from", "calm");
  }

  /**
   * Repeats a command until it is done and holds: a promotion waits for the scores, and an entry
   * that was appended too late is void.
   */
  private void awaitLive(String version, String... words) {
    await(String.join(" ", words))
        .atMost(ComposedCluster.PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(AGAIN)
        .ignoreException(ConditionTimeoutException.class)
        .untilAsserted(
            () -> {
              assertThat(exitCode(words)).as(cluster.saidByCommands()).isZero();
              await("it holds")
                  .atMost(UNTIL_LIVE)
                  .pollInterval(AGAIN)
                  .until(() -> live().equals(version));
            });
  }

  /** The version that is live now. */
  private String live() {
    ModelLedger ledger = new ModelLedger(Ticks.World.REAL_TIME);
    try (ModelLog log =
        new KafkaModelLog(Map.of("bootstrap.servers", cluster.address("kafka", 9092)))) {
      log.readNew().forEach(line -> ledger.append(line.entry(), line.appended()));
    }
    return ledger
        .at(MODEL, System.currentTimeMillis() / 1000)
        .liveFor(patient)
        .map(VersionStanding::version)
        .orElse("");
  }

  private int exitCode(String... words) throws Exception {
    Process process = cluster.command("vigil", words);
    assertThat(process.waitFor(ComposedCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
