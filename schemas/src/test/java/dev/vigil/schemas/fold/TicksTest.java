package dev.vigil.schemas.fold;

import static dev.vigil.schemas.fold.Ticks.Verdict.NOT_LATER;
import static dev.vigil.schemas.fold.Ticks.Verdict.TOO_FAR_AHEAD;
import static dev.vigil.schemas.fold.Ticks.Verdict.VALID;
import static dev.vigil.schemas.fold.Ticks.World.REAL_TIME;
import static dev.vigil.schemas.fold.Ticks.World.RECORDED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TicksTest {
  private static final long BROKER_MILLIS = 1_000_999; // second 1000

  @Test
  void firstTick_isValid() {
    assertThat(Ticks.judge(REAL_TIME, Ticks.NONE, 1_000, BROKER_MILLIS)).isEqualTo(VALID);
    assertThat(Ticks.judge(RECORDED, Ticks.NONE, -5, BROKER_MILLIS)).isEqualTo(VALID);
  }

  @Test
  void tickOfASlowerWriter_isNotLater() {
    assertThat(Ticks.judge(REAL_TIME, 1_000, 1_000, BROKER_MILLIS)).isEqualTo(NOT_LATER);
    assertThat(Ticks.judge(REAL_TIME, 1_000, 999, BROKER_MILLIS)).isEqualTo(NOT_LATER);
    assertThat(Ticks.judge(RECORDED, 1_000, 1_000, BROKER_MILLIS)).isEqualTo(NOT_LATER);
  }

  @Test
  void tickOfAFastClock_isIgnoredFromSixSecondsAhead() {
    assertThat(Ticks.judge(REAL_TIME, 999, 1_005, BROKER_MILLIS)).isEqualTo(VALID);
    assertThat(Ticks.judge(REAL_TIME, 999, 1_006, BROKER_MILLIS)).isEqualTo(TOO_FAR_AHEAD);
    assertThat(Ticks.judge(REAL_TIME, 999, Long.MAX_VALUE, BROKER_MILLIS)).isEqualTo(TOO_FAR_AHEAD);
  }

  @Test
  void recordedWorld_hasNoOtherClock() {
    assertThat(Ticks.judge(RECORDED, 999, 4_000_000_000L, BROKER_MILLIS)).isEqualTo(VALID);
  }
}
