package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.config.ConfigReader;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkAccessTest {
  @TempDir private Path folder;

  @Test
  void clusterInThisProcess_startsForAJobOfEveryPartition() {
    try (FlinkAccess flink = FlinkAccess.open(config(24, 24), folder)) {
      assertThat(flink.jobs().list()).isEmpty();
    }
  }

  @Test
  void moreTasksThanThisProcessHasRoomFor_areRefusedByTheKey() {
    assertThatThrownBy(() -> FlinkAccess.open(config(64, 64), folder))
        .isInstanceOfSatisfying(
            VigilException.class, e -> assertThat(e.exitCode()).isEqualTo(VigilException.USAGE))
        .hasMessageContaining("flink.parallelism is 64")
        .hasMessageContaining("set it to 1..32");
  }

  private static VigilConfig config(int parallelism, int partitions) {
    return ConfigReader.read(
        null,
        Map.of(),
        Map.of(
            "flink.parallelism",
            Integer.toString(parallelism),
            "kafka.partitions",
            Integer.toString(partitions)));
  }
}
