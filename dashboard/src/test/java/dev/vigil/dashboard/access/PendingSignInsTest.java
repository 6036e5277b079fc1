package dev.vigil.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PendingSignInsTest {
  private static final long NOW = 1_772_000_000L;

  private final PendingSignIns pending = new PendingSignIns();

  @Test
  void signIn_endsOnce_inTheBrowserInWhichItBegan() {
    PendingSignIns.Begun one = pending.begin("/ward.html", NOW);
    PendingSignIns.Begun other = pending.begin("/", NOW);

    assertThat(pending.end(one.state(), one.browser(), NOW + 599)).isEqualTo(one.pending());
    assertThat(pending.end(one.state(), one.browser(), NOW + 599)).as("again").isNull();
    assertThat(pending.end(other.state(), one.browser(), NOW)).as("another browser").isNull();
    assertThat(pending.end(null, one.browser(), NOW)).isNull();
    assertThat(pending.end("x", null, NOW)).isNull();
  }

  @Test
  void signIn_thatTookTooLong_isOver() {
    PendingSignIns.Begun begun = pending.begin("/", NOW);

    assertThat(pending.end(begun.state(), begun.browser(), NOW + PendingSignIns.SECONDS)).isNull();
  }

  @Test
  void nothingSecret_isPrinted() {
    PendingSignIns.Begun begun = pending.begin("/", NOW);

    assertThat(begun.toString())
        .doesNotContain(begun.state(), begun.browser(), begun.pending().verifier());
  }
}
