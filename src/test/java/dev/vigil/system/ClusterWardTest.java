package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.bench.recovery.ProbedAlerts;
import dev.vigil.app.bench.recovery.Waits;
import dev.vigil.app.books.LogCount;
import dev.vigil.schemas.TechnicalAlert;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A ward in real time on a cluster of processes, and the failure table's acts on it, one after the
 * other: each ends with balanced books and a verify without a difference. Times are those of an
 * idle machine, stretched where this one is busy.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterWardTest {
  private static final Duration TASKMANAGER_LIMIT = Duration.ofSeconds(10);
  private static final Duration JOBMANAGER_LIMIT = Duration.ofSeconds(30);

  /** Whoever is due later, and late, waits for something that has lasted too long already. */
  private static final Duration WATCHED = Duration.ofSeconds(12);

  /** Tasks that have lost their JobManager go on for some seconds, and end only then. */
  private static final Duration WATCHED_WITHOUT_JOBMANAGER = Duration.ofSeconds(20);

  private static final Duration STORE_DOWN = Duration.ofSeconds(12);
  private static final Duration STORE_DOWN_SOAK = Duration.ofMinutes(10);
  private static final Duration BEFORE = Duration.ofSeconds(10);
  private static final Duration WHILE_LIVE = Duration.ofSeconds(5);
  private static final Duration AFTER_RESCALE = Duration.ofSeconds(5);
  private static final String UNSUPERVISED = "supervisor/stalled";
  private static final int MONITORS = 30;
  private static final int PROBES = 400;
  private static final int FED = 300;

  private Path folder;
  private double stretch;
  private ComposedCluster cluster;
  private String kafka;
  private URI gateway;
  private OtherGateway otherGateway;
  private ClusterFlink flink;
  private ClusterVectors vectors;
  private SecondOnes second;

  @RegisterExtension
  final EndsAtFirstFailure ends = new EndsAtFirstFailure(() -> cluster.lastWords());

  @BeforeAll
  void startWard(@TempDir Path given) throws Exception {
    folder = given;
    stretch = Stretch.measure(folder);
    cluster = new ComposedCluster(folder.resolve("cluster"), "docker-compose.yml");
    cluster.startBackbone();
    cluster.set("vigil", "VIGIL_FEATURES_INTERVAL_SECONDS", "10");
    cluster.set(Started.SUPERVISOR, "VIGIL_FEATURES_INTERVAL_SECONDS", "10");
    cluster.set("vigil", "VIGIL_HEARTBEAT_STALLED_AFTER_SECONDS", "10");
    Started.vigil(cluster);
    Started.supervisor(cluster);
    Started.notifier(cluster);
    otherGateway = OtherGateway.start(cluster);
    kafka = cluster.address("kafka", 9092);
    gateway = URI.create("http://" + cluster.address("vigil", 8070));
    flink = ClusterFlink.of(cluster);
    vectors = new ClusterVectors(kafka);
    second = SecondOnes.start(cluster);
  }

  @AfterAll
  void stopWard() {
    cluster.close();
  }

  @Test
  @Order(1)
  void processesKilled_alertsGoOnInTime() throws Exception {
    underLoad(
        "killed",
        PROBES,
        probes -> {
          BoardMetrics.requireExported(cluster);

          long killed = System.currentTimeMillis();
          cluster.kill("taskmanager-1");
          Duration wait = Waits.longest(probes.waitsOf(killed, WATCHED));
          Stretch.require("taskmanager_kill_s", wait, TASKMANAGER_LIMIT, stretch);
          cluster.start("taskmanager-1");

          second.requireRefused();

          replaceJobManager(probes, "jobmanager_kill_s");
        });
  }

  private void replaceJobManager(ProbedAlerts probes, String measure) throws Exception {
    long killed = System.currentTimeMillis();
    cluster.kill("jobmanager");
    cluster.start("jobmanager");
    Duration wait = Waits.longest(probes.waitsOf(killed, WATCHED_WITHOUT_JOBMANAGER));
    Stretch.require(measure, wait, JOBMANAGER_LIMIT, stretch);
  }

  @Test
  @Order(2)
  void brokerKilledAndStarted_noJobIsLost() throws Exception {
    underLoad(
        "broker",
        PROBES,
        probes -> {
          SortedMap<String, String> before = flink.awaitRunning(5);
          long killed = System.currentTimeMillis();
          cluster.kill("kafka");
          cluster.start("kafka");
          cluster.awaitSaid("kafka", "is up");
          Duration wait = Waits.longest(probes.waitsOf(killed, WATCHED));
          Stretch.require("broker_restart_s", wait, JOBMANAGER_LIMIT, stretch);
          assertThat(flink.awaitRunning(before.size()).keySet()).isEqualTo(before.keySet());
        });
  }

  @Test
  @Order(3)
  void storeDown_alertsAreAsQuick_andHistoryCatchesUp() throws Exception {
    storeDown(STORE_DOWN);
  }

  /** {@code ./vigil test --soak}. */
  @Tag("soak")
  @Test
  @Order(4)
  void storeDownForTenMinutes_alertsAreAsQuick_andHistoryCatchesUp() throws Exception {
    storeDown(STORE_DOWN_SOAK);
  }

  /**
   * Half of the alerts while it is down take no longer than the slowest of those before, and so at
   * the end, when most is piled up: were nothing different, that would fail once in thousands of
   * times; waiting for a store fails it always.
   */
  private void storeDown(Duration down) throws Exception {
    underLoad(
        "store-" + down.toSeconds(),
        PROBES + 2 * Math.toIntExact(down.toSeconds()),
        probes -> {
          List<Duration> before = probes.waitsOf(System.currentTimeMillis(), BEFORE);
          cluster.killInflux();
          long killed = System.currentTimeMillis();
          List<Duration> without = probes.waitsOf(killed, down);
          List<Duration> atLast = probes.waitsOf(killed + down.minus(BEFORE).toMillis(), BEFORE);
          cluster.restartInflux();
          assertThat(without).hasSizeGreaterThan(before.size() / 2);
          assertThat(Waits.median(without)).isLessThanOrEqualTo(Waits.longest(before));
          assertThat(Waits.median(atLast)).isLessThanOrEqualTo(Waits.longest(before));
          System.out.printf(
              "{\"measure\":\"alert_ms_store_up_down_last\",\"value\":[%d,%d,%d]}%n",
              Waits.median(before).toMillis(),
              Waits.median(without).toMillis(),
              Waits.median(atLast).toMillis());
        });
  }

  /**
   * What devices send to the other gateway is in the log, judged and alerted, without Vigil; and
   * jobs that are lost meanwhile run again.
   */
  @Test
  @Order(5)
  void vigilKilled_theOtherGatewayTakesIn_jobsAreSupervised_andAlertsGoOn() throws Exception {
    underLoad(
        "orphaned",
        PROBES,
        otherGateway.uri(),
        probes -> {
          long killed = System.currentTimeMillis();
          cluster.kill("vigil");
          Duration wait = Waits.longest(probes.waitsOf(killed, WATCHED));
          Stretch.require("vigil_kill_s", wait, TASKMANAGER_LIMIT, stretch);

          replaceJobManager(probes, "jobmanager_kill_without_vigil_s");
          Started.vigil(cluster);
        });
  }

  @Test
  @Order(6)
  void gatewayOrSupervisorKilled_isATechnicalAlert_untilItIsBack() throws Exception {
    TopicsOf topics = new TopicsOf(kafka);
    cluster.kill(OtherGateway.SERVICE);
    cluster.kill(Started.SUPERVISOR);
    otherGateway.awaitSilent(TechnicalAlert.State.RAISED);
    topics.awaitTechnical(UNSUPERVISED, TechnicalAlert.State.RAISED);
    otherGateway.start();
    Started.supervisor(cluster);
    otherGateway.awaitSilent(TechnicalAlert.State.CLEARED);
    topics.awaitTechnical(UNSUPERVISED, TechnicalAlert.State.CLEARED);
  }

  @Test
  @Order(7)
  void promotionAtFullLoad_noScoreIsLostOrCountedTwice() throws Exception {
    ClusterModels models = new ClusterModels(cluster, "fed-0");
    models.deployCalm(folder);
    List<String> fed = IntStream.range(0, FED).mapToObj(i -> "fed-" + i).toList();
    try (ProbedAlerts admitted =
            ProbedAlerts.start("fed", FED, cluster.data("vigil"), gateway, kafka);
        FullFeed feed = new FullFeed(fed, gateway, kafka);
        LogCount log = LogCount.of(kafka)) {
      models.promoteCalm();
      log.readToEnd();
      long promoted = log.vectors();
      assertThat(ClusterVectors.after(log, WHILE_LIVE))
          .as("vectors while live")
          .isGreaterThan(promoted);
      models.rollBack();
      System.out.printf("{\"measure\":\"promotion_readings_per_s\",\"value\":%.0f}%n", feed.stop());
    }
    vectors.requireScoredOnce(FED);
    ClusterBooks.requireWhole(cluster);
  }

  /**
   * The steps of docs/OPERATIONS.md, Adding TaskManagers: with one TaskManager more, from two tasks
   * to four of each job, and back. Monitors go on all the while, so that what comes afterwards
   * stands on what was there before: a state that was lost would be a difference in verify.
   */
  @Test
  @Order(8)
  void rescaledFromTwoToFourAndBack_keepsEveryState() throws Exception {
    second.requireRefused(); // else it takes over as soon as the first one stops
    cluster.copy("taskmanager-2", "taskmanager-3");
    cluster.start("taskmanager-3");
    cluster.awaitTaskManagers(3);
    underLoad(
        "rescaled",
        2 * PROBES,
        probes -> {
          for (int parallelism : new int[] {4, 2}) {
            flink.rescale(cluster, parallelism);
            vectors.awaitMore(MONITORS);
            probes.waitsOf(System.currentTimeMillis(), AFTER_RESCALE);
          }
        });
  }

  private interface Act {
    void on(ProbedAlerts probes) throws Exception;
  }

  /** With simulated monitors and probes, which end before the books are closed. */
  private void underLoad(String name, int patients, Act act) throws Exception {
    underLoad(name, patients, gateway, act);
  }

  private void underLoad(String name, int patients, URI to, Act act) throws Exception {
    Process monitors =
        cluster.command(
            "vigil",
            "simulate",
            "--to",
            to.toString(),
            "--patients",
            Integer.toString(MONITORS),
            "--admit");
    try (ProbedAlerts probes =
        ProbedAlerts.start(name, patients, cluster.data("vigil"), to, kafka)) {
      probes.awaitFirst();
      act.on(probes);
    } finally {
      monitors.toHandle().destroy();
      assertThat(monitors.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    ClusterBooks.requireWhole(cluster);
  }
}
