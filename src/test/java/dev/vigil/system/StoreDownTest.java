package dev.vigil.system;

import static dev.vigil.system.TestWorld.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.books.LogCount;
import dev.vigil.history.HistoryStore;
import dev.vigil.history.InfluxDaemon;
import dev.vigil.history.InfluxServer;
import dev.vigil.history.StoreUnavailableException;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 8: history never holds up an alert, and catches up with nothing lost. */
class StoreDownTest {
  private static final String ANN = "ann";

  @Test
  void influxKilled_alertsGoOnAndHistoryCatchesUp(@TempDir Path folder) throws Exception {
    InfluxDaemon influx = InfluxServer.start(folder.resolve("influx"));
    Map<String, String> settings = Map.of("store.kind", "influxdb", "store.url", influx.url());
    try (TestWorld world = TestWorld.recorded(folder.resolve("data"), settings)) {
      // given
      HistoryStore store = world.world().store();
      world.admit(ANN, MonitoringPlan.NONE);
      measure(world, START, "80");
      awaitAllStored(world, store);

      // when
      influx.kill();
      assertThat(store.ping()).isFalse();
      measure(world, START + 60, "150");

      // then
      world.awaitPassed(START + 90);
      assertThat(world.topics().raises())
          .filteredOn(raise -> raise.patient().equals(ANN))
          .extracting(TopicsOf.Raise::rule)
          .contains("heart-rate-extreme");
      assertThat(store.ping()).isFalse();

      // and
      influx.restart();
      awaitAllStored(world, store);
      world.requireVerified();
    } finally {
      influx.close();
    }
  }

  /** A reading every 2 s for half a minute. */
  private static void measure(TestWorld world, long from, String heartRate) {
    for (long second = from; second <= from + 30; second += 2) {
      world.tick(second);
      world.send(ANN, "heart-rate", heartRate, second);
    }
  }

  private static void awaitAllStored(TestWorld world, HistoryStore store) {
    try (LogCount count = LogCount.of(world.world().bootstrap())) {
      await("everything accepted is in the store")
          .atMost(TestWorld.PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .ignoreException(StoreUnavailableException.class)
          .untilAsserted(
              () -> {
                count.readToEnd();
                assertThat(store.countReadings()).isEqualTo(count.accepted());
                assertThat(store.countTransitions()).isEqualTo(count.transitions());
                assertThat(store.countScores()).isEqualTo(count.allScores());
              });
      assertThat(count.accepted()).isPositive();
    }
  }
}
