package dev.vigil.system;

import static dev.vigil.system.TestWorld.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.history.HistoryRow;
import dev.vigil.history.HistoryStore;
import dev.vigil.history.InfluxDaemon;
import dev.vigil.history.InfluxServer;
import dev.vigil.history.ReadingRow;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month that a real store holds, as the server answers for it: at a resolution that fits what is
 * asked, and with its extremes.
 */
class HistoryResolutionTest {
  private static final String ANN = "ann";
  private static final int READINGS = 30 * 24 * 60;
  private static final int MINUTE = 60;
  private static final long FIRST = START - (long) READINGS * MINUTE;
  private static final int SPIKE = 20_123;
  private static final int DIP = 31_077;

  @TempDir private Path folder;

  @Test
  void spikeOfOneReading_isInTheMonth_ofTheEmbeddedStore() throws Exception {
    try (TestWorld world = TestWorld.recorded(folder.resolve("data"), Map.of())) {
      requireExtremes(world);
    }
  }

  @Test
  void spikeOfOneReading_isInTheMonth_ofAnInflux() throws Exception {
    try (InfluxDaemon influx = InfluxServer.start(folder.resolve("influx"));
        TestWorld world =
            TestWorld.recorded(
                folder.resolve("data"),
                Map.of("store.kind", "influxdb", "store.url", influx.url()))) {
      requireExtremes(world);
    }
  }

  private static void requireExtremes(TestWorld world) throws Exception {
    world.admit(ANN, MonitoringPlan.NONE);
    HistoryStore store = world.world().store();
    store.write(month());
    SignedIn nurse = SignedIn.by(world.world().signInLink("/", Caller.ofAll("nurse.ito")));

    for (int stretches : List.of(400, 12)) {
      JsonNode month = heartRates(nurse, FIRST, "&points=" + stretches);
      assertThat(month.path("readings").asInt()).isEqualTo(READINGS);
      assertThat(points(month))
          .as("of each stretch first, lowest, highest and last")
          .hasSizeBetween(stretches, 4 * (stretches + 1))
          .containsEntry(FIRST + (long) SPIKE * MINUTE, 191.0)
          .containsEntry(FIRST + (long) DIP * MINUTE, 34.0)
          .containsEntry(FIRST, 80.0)
          .containsKey(START - MINUTE);
    }
    assertThat(points(heartRates(nurse, START - 60 * MINUTE, ""))).as("all of an hour").hasSize(60);
  }

  private static JsonNode heartRates(SignedIn nurse, long from, String more) throws Exception {
    return nurse.get(
        "/api/patients/%s/history?vital=heart-rate&from=%d&to=%d%s"
            .formatted(ANN, from, START, more));
  }

  /** By their seconds; each second is there once. */
  private static Map<Long, Double> points(JsonNode history) {
    Map<Long, Double> points = new TreeMap<>();
    history
        .path("points")
        .forEach(point -> points.put(point.get(0).asLong(), point.get(1).asDouble(Double.NaN)));
    assertThat(points).hasSize(history.path("points").size());
    return points;
  }

  /** A reading a minute, of which one is far above all others and one far below. */
  private static List<HistoryRow> month() {
    List<HistoryRow> rows = new ArrayList<>();
    for (int i = 0; i < READINGS; i++) {
      rows.add(row(i, i == SPIKE ? 191 : i == DIP ? 34 : 80 + i % 5));
    }
    return rows;
  }

  private static ReadingRow row(int minute, int value) {
    long measured = FIRST + (long) minute * MINUTE;
    return new ReadingRow(
        ANN,
        "heart-rate",
        "monitor",
        measured,
        (double) value,
        value * 10L,
        Reading.Status.FINAL,
        1,
        measured + 1,
        0,
        minute,
        null);
  }
}
