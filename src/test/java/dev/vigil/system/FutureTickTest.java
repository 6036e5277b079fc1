package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.ingest.ticks.LastTicks;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FutureTickTest {
  private static final long FAR = 3600;

  @Test
  void tickFarAhead_movesNothingInRealTime(@TempDir Path folder) {
    try (TestWorld world = TestWorld.realTime(folder)) {
      // given
      world.admit("ann", MonitoringPlan.NONE);
      long before = world.world().clock().getAsLong();

      // when
      world.appendTick(before + FAR, "wrong clock");
      long measured = world.world().clock().getAsLong();
      world.send("ann", "heart-rate", "80", measured);

      // then
      await("the vector of the reading")
          .atMost(TestWorld.PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> !world.topics().vectors().getOrDefault("ann", List.of()).isEmpty());
      long now = world.world().clock().getAsLong();
      assertThat(LastTicks.read(world.world().bootstrap(), Ticks.World.REAL_TIME).values())
          .allSatisfy(tick -> assertThat(tick).isBetween(before, now + 1));
      world.awaitPassed(FeaturesJob.NAME, measured + 1);
      assertThat(world.topics().numbered(Topics.FEATURES).get("ann").firstKey())
          .satisfies(number -> assertThat(number.instant()).isBetween(before, now));
      world.requireVerified();
    }
  }
}
