package dev.vigil.app.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.vigil.app.runtime.NoLog;
import dev.vigil.dashboard.registry.ContextLog;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.schemas.DrillEntry;
import dev.vigil.schemas.fold.Ticks;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveDrillsTest {
  private static final long NOW = 1_000;

  /** A schedule ends for good with the first task that throws: no drill would end any more. */
  @Test
  void tidyingThatMeetsAnError_throwsNothing() {
    NoLog<DrillEntry> log = new NoLog<>();
    URI nowhere = URI.create("http://127.0.0.1:1/");
    try (LiveDrills drills =
        new LiveDrills("127.0.0.1:1", Ticks.World.REAL_TIME, () -> NOW, registry(), nowhere, log)) {
      log.error = new NoClassDefFoundError("gone for a moment");

      assertThatCode(drills::tidy).doesNotThrowAnyException();

      assertThat(log.error).as("it was met").isNull();
      assertThat(drills.all()).isEmpty();
    }
  }

  /** Of no patient. */
  private static PatientRegistry registry() {
    ContextLog contexts =
        (ContextLog)
            Proxy.newProxyInstance(
                ContextLog.class.getClassLoader(),
                new Class<?>[] {ContextLog.class},
                (proxy, method, args) -> {
                  assertThat(method.getName()).isEqualTo("readAll");
                  return List.of();
                });
    return PatientRegistry.open(contexts, () -> NOW);
  }
}
