package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.books.JobReports;
import dev.vigil.app.books.LogCount;
import dev.vigil.history.HistoryStore;
import dev.vigil.history.HistoryStores;
import dev.vigil.history.StoreUnavailableException;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.jobs.fold.Counts;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What every fault act on a cluster ends with, once nobody sends any more. */
final class ClusterBooks {
  private static final List<String> SEEN_BY_FEATURES =
      List.of(
          Counts.USED,
          Counts.LATE_DUPLICATE,
          Counts.CONFLICT,
          Counts.TOO_LATE,
          Counts.FUTURE,
          Counts.CORRECTION_WITHOUT_RAW,
          Counts.THINNED);

  private ClusterBooks() {}

  /** The books balance, history is complete, and {@code verify} finds no difference. */
  static void requireWhole(ComposedCluster cluster) throws Exception {
    requireBalanced(cluster, cluster.address("kafka", 9092));
    Process verify = cluster.command("vigil", "verify");
    assertThat(verify.waitFor(ComposedCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(verify.exitValue())
        .as("verify found no difference; the commands said %s", cluster.saidByCommands())
        .isZero();
  }

  /** What was accepted went through features and lies in the store; so do alerts and scores. */
  private static void requireBalanced(ComposedCluster cluster, String kafka) throws IOException {
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
