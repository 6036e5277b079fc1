package dev.vigil.app.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.runtime.NoContexts;
import dev.vigil.app.runtime.NoLog;
import dev.vigil.app.sending.AcceptingGateway;
import dev.vigil.dashboard.drill.Drill;
import dev.vigil.dashboard.drill.DrillOrder;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.dashboard.technical.RecordLog;
import dev.vigil.schemas.DrillEntry;
import dev.vigil.schemas.fold.Ticks;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveDrillsTest {
  private static final long NOW = 1_000;
  private static final String NO_KAFKA = "127.0.0.1:1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AtomicLong now = new AtomicLong(NOW);
  private volatile boolean broken;

  /** A schedule ends for good with the first task that throws: no drill would end any more. */
  @Test
  void tidyingThatMeetsAnError_throwsNothing() {
    NoLog<DrillEntry> log = new NoLog<>();
    URI nowhere = URI.create("http://127.0.0.1:1/");
    try (LiveDrills drills = drills(nowhere, log)) {
      log.error = new NoClassDefFoundError("gone for a moment");

      assertThatCode(drills::tidy).doesNotThrowAnyException();

      assertThat(log.error).as("it was met").isNull();
      assertThat(drills.all()).isEmpty();
    }
  }

  /** Its patients would be silent for two hours, and nobody would know that no device was off. */
  @Test
  void drillWhoseDevicesCanSendNothing_endsAndSaysWhy() throws Exception {
    try (AcceptingGateway gateway = new AcceptingGateway();
        LiveDrills drills = drills(gateway.uri(), new KeptLog())) {
      // given
      Drill drill = drills.start(new DrillOrder("T", "sepsis", 1, 60, 1, 7L, null), "anna");
      broken = true;
      now.set(NOW + 29);
      drills.tidy();
      assertThat(drills.find(drill.id()).isOver()).isFalse();

      // when
      now.set(NOW + 40);
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                drills.tidy();
                return drills.find(drill.id()).isOver();
              });

      // then
      Drill.End end = drills.find(drill.id()).end();
      assertThat(end)
          .isEqualTo(
              new Drill.End(
                  NOW + 40,
                  "drill",
                  "its devices could send nothing for 30 s: NoClassDefFoundError: gone"));
    }
  }

  private LiveDrills drills(URI gateway, RecordLog<DrillEntry> log) {
    PatientRegistry registry = PatientRegistry.open(new NoContexts(), now::get);
    return new LiveDrills(NO_KAFKA, Ticks.World.REAL_TIME, this::now, registry, gateway, log);
  }

  private long now() {
    if (broken && Thread.currentThread().getName().equals("simulated-ward")) {
      throw new NoClassDefFoundError("gone");
    }
    return now.get();
  }

  /** Gives back what was written. */
  private static final class KeptLog implements RecordLog<DrillEntry> {
    private final List<DrillEntry> unread = new ArrayList<>();

    @Override
    public List<DrillEntry> readNew() {
      List<DrillEntry> all = List.copyOf(unread);
      unread.clear();
      return all;
    }

    @Override
    public void append(String key, DrillEntry record) {
      unread.add(record);
    }

    @Override
    public void close() {}
  }
}
