package dev.vigil.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReachedTest {
  private long seconds;
  private long count;
  private final Reached reached =
      new Reached(Duration.ofSeconds(60), () -> TimeUnit.SECONDS.toNanos(seconds));

  private long oneMoreIn(long duration) {
    seconds += duration;
    return ++count;
  }

  private long stillIn(long duration) {
    seconds += duration;
    return count;
  }

  @Test
  void whatComesNearer_isWaitedFor_howeverLongItTakes() {
    reached.await(100, () -> oneMoreIn(50), "model m:1 has not scored all of 100 vectors");

    assertThat(seconds).isEqualTo(5_000);
  }

  @Test
  void whatStandsStill_isNamed() {
    assertThatThrownBy(
            () ->
                reached.await(
                    100,
                    () -> count < 7 ? oneMoreIn(50) : stillIn(50),
                    "model m:1 has not scored all of 100 vectors"))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("model m:1 has not scored all of 100 vectors for 60 s");
  }
}
