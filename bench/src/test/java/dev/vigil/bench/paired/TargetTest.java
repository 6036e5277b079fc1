package dev.vigil.bench.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TargetTest {
  private static final Interval NARROW = new Interval(0.95, 1.05);

  @Test
  void target_isMetByTheBadEndAlone() {
    assertThat(Target.atLeast(0.95).isMetBy(NARROW)).isTrue();
    assertThat(Target.atLeast(1).isMetBy(NARROW)).isFalse();
    assertThat(Target.atMost(1.05).isMetBy(NARROW)).isTrue();
    assertThat(Target.atMost(1).isMetBy(NARROW)).isFalse();
    assertThat(new Target(0.9, 1.1).isMetBy(NARROW)).isTrue();
    assertThat(new Target(0.96, 1.1).isMetBy(NARROW)).isFalse();
    assertThat(new Target(0.9, 1.04).isMetBy(NARROW)).isFalse();
  }

  @Test
  void target_saysWhatIsAsked() {
    assertThat(Target.atLeast(30)).hasToString("at least 30.0");
    assertThat(Target.atMost(1.25)).hasToString("at most 1.25");
    assertThat(new Target(0.9, 1.1)).hasToString("0.9 to 1.1");
  }

  @Test
  void targetWithoutABound_isRefused() {
    assertThatThrownBy(() -> Target.atLeast(Double.NEGATIVE_INFINITY))
        .hasMessageStartingWith("target from -Infinity to Infinity");
    assertThatThrownBy(() -> new Target(1.1, 0.9)).hasMessageContaining("expected rising");
  }
}
