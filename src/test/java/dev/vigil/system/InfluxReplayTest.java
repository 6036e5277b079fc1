package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.history.HistoryStore;
import dev.vigil.history.HistoryStores;
import dev.vigil.history.InfluxDaemon;
import dev.vigil.history.InfluxServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfluxReplayTest {
  @Test
  void replayIntoInflux_balances(@TempDir Path folder) throws Exception {
    // given
    Path recording = SmallRecording.write(folder.resolve("stays"), 2, 9);
    try (InfluxDaemon influx = InfluxServer.start(folder.resolve("influx"));

        // when
        WorldProcess process =
            WorldProcess.start(
                folder,
                List.of(
                    "replay",
                    recording.toString(),
                    "--standalone",
                    "--json",
                    "--data",
                    folder.resolve("data").toString(),
                    "--set",
                    "gateway.port=0",
                    "--set",
                    "server.port=0",
                    "--set",
                    "kafka.partitions=4",
                    "--set",
                    "store.kind=influxdb",
                    "--set",
                    "store.url=" + influx.url()))) {
      int exit = process.awaitEnd();

      // then
      JsonNode summary = process.lastObject();
      assertThat(summary.path("differences")).isEmpty();
      assertThat(summary.path("balanced").asBoolean()).as("balanced in %s", summary).isTrue();
      assertThat(exit).isZero();
      assertThat(summary.path("stored").asLong())
          .isPositive()
          .isEqualTo(summary.path("accepted").asLong());

      // and nothing of it is in what would be a ward's history
      try (HistoryStore wards = HistoryStores.influx(influx.url(), "", "", "vigil")) {
        assertThat(wards.countReadings()).isZero();
        assertThat(wards.countScores()).isZero();
      }
    }
  }
}
