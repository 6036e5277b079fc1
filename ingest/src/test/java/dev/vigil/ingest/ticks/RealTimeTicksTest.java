package dev.vigil.ingest.ticks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.ingest.FakePatientLog;
import dev.vigil.ingest.Wards;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.fold.Ticks.World;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RealTimeTicksTest {
  @Test
  void eachSecond_isTickedOnce_evenAfterAFailure() {
    FakePatientLog log = new FakePatientLog(1);
    TickWriter writer = new TickWriter(log, Wards.ready(), Map.of(), World.REAL_TIME, "g");
    AtomicLong clock = new AtomicLong(1000);
    List<Long> beats = new CopyOnWriteArrayList<>();

    try (RealTimeTicks ticks =
        RealTimeTicks.start(
            writer,
            clock::get,
            second -> {
              beats.add(second);
              throw new NoClassDefFoundError("a heartbeat that fails");
            })) {
      await().until(() -> beats.size() == 1);
      clock.set(1001);
      await().until(() -> beats.size() == 2);
    }

    assertThat(beats).containsExactly(1000L, 1001L);
    assertThat(log.journal(0)).containsExactly(new Tick(1000, "g"), new Tick(1001, "g"));
  }
}
