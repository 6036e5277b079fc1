package dev.vigil.app.bench.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.bench.VigilProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of which alerts {@code bench recovery} speaks. */
class WaitsTest {
  private final Waits waits = new Waits();

  @Test
  void waits_areOfTheAlertsDueInTheStretch_andOfTheirFirstComing() {
    // given
    waits.due("before", 999);
    waits.due("first", 1_000);
    waits.due("last", 2_999);
    waits.due("after", 3_000);
    waits.came("first", 1_400);
    waits.came("first", 9_000); // sent again
    waits.came("last", 2_999);

    // when, then
    assertThat(waits.missing(1_000, 3_000)).isZero();
    assertThat(waits.between(1_000, 3_000)).containsExactly(Duration.ofMillis(400), Duration.ZERO);
  }

  @Test
  void alertThatHasNotCome_isMissing_andNotLeftOut() {
    waits.due("first", 1_000);
    waits.due("second", 1_500);
    waits.came("second", 1_600);

    assertThat(waits.missing(1_000, 2_000)).isEqualTo(1);
    assertThatThrownBy(() -> waits.between(1_000, 2_000)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> waits.between(5_000, 6_000)).isInstanceOf(IllegalStateException.class);
  }

  /** As where a gateway that was away takes what has piled up. */
  @Test
  void alertsDueInTheSameMillisecond_areAllWaitedFor() {
    waits.due("first", 1_000);
    waits.due("second", 1_000);
    waits.due("third", 1_000);
    waits.came("third", 1_700);

    assertThat(waits.missing(1_000, 2_000)).isEqualTo(2);

    waits.came("first", 1_900);
    waits.came("second", 1_400);
    assertThat(waits.between(1_000, 2_000))
        .containsExactly(Duration.ofMillis(900), Duration.ofMillis(399), Duration.ofMillis(698));
  }

  /** Whoever waits for the end of a long watch gives up when no less is lacking than before. */
  @Test
  void longWatch_lacksEverLessWhileProbesGoOn() {
    assertThat(waits.lacking(600_000)).isEqualTo(600_000);

    waits.due("first", 1_000);
    assertThat(waits.lacking(600_000)).isEqualTo(599_000);
    waits.due("second", 400_000);
    assertThat(waits.lacking(600_000)).isEqualTo(200_000);
    waits.due("last", 600_001);
    assertThat(waits.lacking(600_000)).isZero();
  }

  @Test
  void longestAndMedian_areThoseOfTheWaits() {
    List<Duration> some =
        List.of(Duration.ofMillis(5), Duration.ofMillis(900), Duration.ofMillis(20));

    assertThat(Waits.longest(some)).isEqualTo(Duration.ofMillis(900));
    assertThat(Waits.median(some)).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void mainClass_isThere() throws Exception {
    assertThat(Class.forName(VigilProcess.MAIN)).isFinal();
  }
}
