package dev.vigil.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecurringTest {
  @Test
  void taskThatThrows_isRunAgain() throws Exception {
    CountDownLatch runs = new CountDownLatch(3);
    ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused =
          schedule.scheduleWithFixedDelay(
              Recurring.task(
                  "a test could not go on",
                  () -> {
                    runs.countDown();
                    throw new NoClassDefFoundError("a jar is being replaced");
                  }),
              0,
              1,
              TimeUnit.MILLISECONDS);

      assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      schedule.shutdownNow();
    }
  }
}
