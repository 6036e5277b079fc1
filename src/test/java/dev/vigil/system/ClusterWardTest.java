package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.books.JobReports;
import dev.vigil.app.books.LogCount;
import dev.vigil.history.HistoryStore;
import dev.vigil.history.HistoryStores;
import dev.vigil.history.StoreUnavailableException;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.jobs.fold.Counts;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A ward in real time on a cluster of processes: its metrics, a second supervisor, and the failure
 * table's killed TaskManager and killed JobManager, under the load of simulated monitors. Times are
 * those of an idle machine, stretched where this one is busy.
 */
class ClusterWardTest {
  private static final Duration TASKMANAGER_LIMIT = Duration.ofSeconds(10);
  private static final Duration JOBMANAGER_LIMIT = Duration.ofSeconds(30);
  private static final Path BOARD = Path.of("deploy", "grafana", "boards", "vigil.json");
  private static final Path PROMETHEUS = Path.of("deploy", "prometheus.yml");
  private static final Pattern METRIC = Pattern.compile("\\b(?:vigil|flink)_\\w+");

  private static final List<String> SEEN_BY_FEATURES =
      List.of(
          Counts.USED,
          Counts.LATE_DUPLICATE,
          Counts.CONFLICT,
          Counts.TOO_LATE,
          Counts.FUTURE,
          Counts.CORRECTION_WITHOUT_RAW,
          Counts.THINNED);

  @TempDir private Path folder;

  @Test
  void killedProcesses_loseNothingAndAlertsGoOn() throws Exception {
    double stretch = Stretch.measure(folder);
    try (ComposedCluster cluster =
        new ComposedCluster(folder.resolve("cluster"), "docker-compose.yml")) {
      // given a ward under load
      cluster.startBackbone();
      cluster.start("vigil");
      cluster.awaitSaid("vigil", "Vigil is up");
      String kafka = cluster.address("kafka", 9092);
      URI gateway = URI.create("http://" + cluster.address("vigil", 8070));
      Process monitors =
          cluster.command(
              "vigil", "simulate", "--to", gateway.toString(), "--patients", "30", "--admit");
      try (ProbedAlerts probes = ProbedAlerts.start(cluster.data("vigil"), gateway, kafka)) {
        probes.awaitFirst();
        requireMetricsOfTheBoard(cluster);
        requireSecondSupervisorRefused(cluster);

        // when, then
        long killed = System.currentTimeMillis();
        cluster.kill("taskmanager-1");
        report("taskmanager_kill_s", probes.longestWaitAfter(killed), TASKMANAGER_LIMIT, stretch);
        cluster.start("taskmanager-1");

        // and
        killed = System.currentTimeMillis();
        cluster.kill("jobmanager");
        cluster.start("jobmanager");
        report("jobmanager_kill_s", probes.longestWaitAfter(killed), JOBMANAGER_LIMIT, stretch);
      }
      monitors.toHandle().destroy();
      assertThat(monitors.waitFor(1, TimeUnit.MINUTES)).isTrue();
      requireBooks(cluster, kafka);
      Process verify = cluster.command("vigil", "verify");
      assertThat(verify.waitFor(ComposedCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(verify.exitValue()).as("verify found no difference").isZero();
    }
  }

  /** On standard output for docs/MEASURED.md. */
  private static void report(String measure, Duration took, Duration limit, double stretch) {
    System.out.printf(
        "{\"measure\":\"%s\",\"value\":%.1f,\"stretch\":%.1f}%n",
        measure, took.toMillis() / 1e3, stretch);
    assertThat(took.toMillis() / 1e3)
        .as("%s on a machine %.1f times as slow as an idle one", measure, stretch)
        .isLessThan(limit.toSeconds() * stretch);
  }

  /** Every metric that the board asks for is exported by what Prometheus asks. */
  private static void requireMetricsOfTheBoard(ComposedCluster cluster) throws Exception {
    Set<String> asked = new TreeSet<>();
    JsonNode board = Json.mapper().readTree(VigilScript.PROJECT.resolve(BOARD).toFile());
    for (JsonNode panel : board.path("panels")) {
      assertThat(panel.path("targets")).as("targets of %s", panel.path("title")).isNotEmpty();
      for (JsonNode target : panel.path("targets")) {
        METRIC.matcher(target.path("expr").asText()).results().forEach(m -> asked.add(m.group()));
      }
    }
    assertThat(asked).hasSizeGreaterThan(20);
    await("every metric of the board")
        .atMost(ComposedCluster.PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(exported(cluster)).containsAll(asked));
  }

  private static Set<String> exported(ComposedCluster cluster) throws Exception {
    Set<String> names = new TreeSet<>();
    Map<?, ?> prometheus =
        ComposedCluster.map(ComposedCluster.load(VigilScript.PROJECT.resolve(PROMETHEUS)));
    for (Object job : (List<?>) prometheus.get("scrape_configs")) {
      List<?> configs = (List<?>) ComposedCluster.map(job).get("static_configs");
      for (Object target : (List<?>) ComposedCluster.map(configs.get(0)).get("targets")) {
        String[] place = ((String) target).split(":", -1);
        String address = cluster.address(place[0], Integer.parseInt(place[1]));
        get("http://" + address + "/metrics")
            .lines()
            .filter(line -> !line.startsWith("#"))
            .forEach(line -> names.add(line.replaceAll("[{ ].*", "")));
      }
    }
    return names;
  }

  private static String get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(url).isEqualTo(200);
    return answer.body();
  }

  private static void requireSecondSupervisorRefused(ComposedCluster cluster) throws Exception {
    Path elsewhere = cluster.data("second");
    Files.createDirectories(elsewhere);
    Process second =
        cluster.command(
            "second",
            "up",
            "--cluster",
            cluster.address("kafka", 9092),
            "--set",
            "flink.rest-url=http://" + cluster.address("jobmanager", 8081),
            "--set",
            "store.url=http://" + cluster.address("influxdb", 8086),
            "--set",
            "kafka.partitions=4");
    assertThat(second.waitFor(ComposedCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).as("exit code of the second one").isEqualTo(1);
    assertThat(cluster.saidByCommands()).contains("supervises the jobs of the Kafka at");
  }

  /** What was accepted went through features and lies in the store; so do alerts and scores. */
  private static void requireBooks(ComposedCluster cluster, String kafka) throws IOException {
    try (LogCount log = LogCount.of(kafka);
        JobReports reports = JobReports.ofAll(kafka);
        HistoryStore store =
            HistoryStores.influx("http://" + cluster.address("influxdb", 8086), "", "", "vigil")) {
      await("the books balance")
          .atMost(ComposedCluster.PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .ignoreException(StoreUnavailableException.class)
          .untilAsserted(
              () -> {
                log.readToEnd();
                reports.readToEnd();
                Map<String, Long> features = reports.counts(FeaturesJob.NAME);
                long seen =
                    SEEN_BY_FEATURES.stream().mapToLong(c -> features.getOrDefault(c, 0L)).sum();
                assertThat(seen).as("seen by features").isEqualTo(log.accepted());
                assertThat(store.countReadings()).as("readings").isEqualTo(log.accepted());
                assertThat(store.countScores()).as("scores").isEqualTo(log.allScores());
                assertThat(store.countTransitions()).as("transitions").isEqualTo(log.transitions());
              });
      assertThat(log.accepted()).isPositive();
      assertThat(log.transitions()).isPositive();
    }
  }
}
