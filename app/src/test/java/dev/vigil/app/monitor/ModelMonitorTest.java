package dev.vigil.app.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.runtime.NoLog;
import dev.vigil.dashboard.models.ModelLog;
import dev.vigil.dashboard.technical.TechnicalAlerts;
import dev.vigil.history.HistoryStore;
import dev.vigil.schemas.fold.Ticks;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ModelMonitorTest {
  private final AtomicInteger opened = new AtomicInteger();

  @Test
  void error_endsNoMonitor() {
    ModelMonitor.Sources sources =
        new ModelMonitor.Sources(
            Ticks.World.REAL_TIME,
            this::open,
            () -> {
              throw new AssertionError("opened without a ledger");
            },
            Duration.ofMillis(1));

    try (ModelMonitor monitor =
        ModelMonitor.start(sources, store(), new TechnicalAlerts(new NoLog<>()), List::of)) {
      await("it begins again, and again").until(() -> opened.get() > 2);

      assertThat(monitor.reports()).isEmpty();
    }
  }

  private ModelLog open() {
    opened.incrementAndGet();
    throw new NoClassDefFoundError("gone for a moment");
  }

  /** One that nobody asks. */
  private static HistoryStore store() {
    return (HistoryStore)
        Proxy.newProxyInstance(
            HistoryStore.class.getClassLoader(),
            new Class<?>[] {HistoryStore.class},
            (proxy, method, args) -> {
              throw new AssertionError(method.getName());
            });
  }
}
