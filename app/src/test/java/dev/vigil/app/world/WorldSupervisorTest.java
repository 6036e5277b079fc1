package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.config.ConfigReader;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.supervise.Rebuild;
import dev.vigil.schemas.fold.Ticks;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorldSupervisorTest {
  private static final String EVERYTHING_SHARED = "kafka.bootstrap=b:1 store.kind=influxdb";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "store.kind=influxdb, kafka.bootstrap is empty",
    "kafka.bootstrap=b:1, store.kind is not influxdb",
    "kafka.bootstrap=b:1 store.kind=embedded, store.kind is not influxdb"
  })
  void whatTheSupervisorCouldNotReach_isRefusedByName(String settings, String message) {
    VigilConfig config = elsewhere(settings);

    try (Closers closers = new Closers()) {
      assertThatThrownBy(() -> prepare(config, Ticks.World.REAL_TIME, Rebuild.NOTHING, closers))
          .isInstanceOf(VigilException.class)
          .hasMessageContaining(message);
    }
  }

  /** It would be forgotten: nobody here submits a job. */
  @Test
  void rebuild_isForTheProcessThatSubmitsJobs() {
    VigilConfig config = elsewhere(EVERYTHING_SHARED);

    try (Closers closers = new Closers()) {
      assertThatThrownBy(() -> prepare(config, Ticks.World.REAL_TIME, Rebuild.EVERYTHING, closers))
          .isInstanceOf(VigilException.class)
          .hasMessageContaining("./vigil supervisor");
    }
  }

  @Test
  void recordedWorld_supervisesItself() {
    assertThat(WorldSupervisor.isElsewhere(elsewhere(""), Ticks.World.REAL_TIME)).isTrue();
    assertThat(WorldSupervisor.isElsewhere(elsewhere(""), Ticks.World.RECORDED)).isFalse();
  }

  private WorldSupervisor prepare(
      VigilConfig config, Ticks.World kind, Rebuild rebuild, Closers closers) {
    return WorldSupervisor.prepare(config, folder, kind, rebuild, closers);
  }

  private static VigilConfig elsewhere(String settings) {
    Map<String, String> flags = new HashMap<>(Map.of("supervisor.elsewhere", "true"));
    for (String setting : settings.split(" ", -1)) {
      if (!setting.isEmpty()) {
        String[] parts = setting.split("=", 2);
        flags.put(parts[0], parts[1]);
      }
    }
    return ConfigReader.read(null, Map.of(), flags);
  }
}
