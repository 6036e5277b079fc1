package dev.vigil.jobs.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.fold.Ticks;
import org.junit.jupiter.api.Test;

class StoredTicksTest {
  @Test
  void tick_isPassedWhenAllBeforeItIsStored() {
    StoredTicks ticks = new StoredTicks(0);
    take(ticks, 2);
    ticks.tick(10);
    take(ticks, 1);
    ticks.tick(11);

    assertThat(ticks.passed()).isEqualTo(Ticks.NONE);
    ticks.stored(1);
    assertThat(ticks.passed()).isEqualTo(Ticks.NONE);
    ticks.stored(1);
    assertThat(ticks.passed()).isEqualTo(10);
    assertThat(ticks.passed()).as("said once").isEqualTo(Ticks.NONE);
    ticks.stored(1);
    assertThat(ticks.passed()).isEqualTo(11);
  }

  @Test
  void ticks_withNothingBetweenThem_areOne() {
    StoredTicks ticks = new StoredTicks(0);
    ticks.tick(9);
    assertThat(ticks.passed()).isEqualTo(9);
    take(ticks, 1);
    ticks.tick(10);
    ticks.tick(11);

    ticks.stored(1);

    assertThat(ticks.passed()).isEqualTo(11);
  }

  @Test
  void tick_afterARestore_waitsForWhatWasOnItsWay() {
    StoredTicks ticks = new StoredTicks(3);
    ticks.tick(10);
    ticks.stored(2);
    assertThat(ticks.passed()).isEqualTo(Ticks.NONE);

    ticks.stored(1);

    assertThat(ticks.passed()).isEqualTo(10);
  }

  private static void take(StoredTicks ticks, int records) {
    for (int i = 0; i < records; i++) {
      ticks.taken();
    }
  }
}
