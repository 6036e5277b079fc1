package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on a cluster of processes, in recorded time. */
class ClusterReplayTest {
  private static final int PATIENTS = 50;

  /** Lockstep takes a move a minute: the longest stay says how long the test takes. */
  private static final int LONGEST_STAY_HOURS = 8;

  @Test
  void replayOnTheComposedCluster_balancesAndVerifies(@TempDir Path folder) throws Exception {
    // given
    Path stays = SmallRecording.write(folder.resolve("stays"), PATIENTS, LONGEST_STAY_HOURS);
    try (ComposedCluster cluster =
        new ComposedCluster(folder.resolve("cluster"), "docker-compose.yml")) {
      cluster.startBackbone();

      // when
      Process replay = cluster.start("replay", Map.of("/recording", stays));

      // then
      boolean ended = replay.waitFor(ComposedCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(ended).as("ended, said %s", cluster.said("replay")).isTrue();
      assertThat(replay.exitValue()).as(cluster.said("replay")).isZero();
      JsonNode summary = lastObject(cluster.out("replay"));
      assertThat(summary.path("differences")).isEmpty();
      assertThat(summary.path("balanced").asBoolean()).as("balanced in %s", summary).isTrue();
      assertThat(summary.path("verified").asLong(-1)).as("differences of verify").isZero();
      assertThat(summary.path("patients").asInt()).isEqualTo(PATIENTS);
      assertThat(summary.path("alerts").asLong()).isPositive();

      // and its log is nobody else's to go on with
      Process ward = cluster.start("vigil");
      assertThat(ward.waitFor(ComposedCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(ward.exitValue()).as(cluster.said("vigil")).isEqualTo(1);
      assertThat(cluster.said("vigil")).contains("holds the log of a replay");
    }
  }

  private static JsonNode lastObject(Path out) throws Exception {
    List<String> lines = Files.readAllLines(out, UTF_8);
    return Json.mapper().readTree(lines.get(lines.size() - 1));
  }
}
