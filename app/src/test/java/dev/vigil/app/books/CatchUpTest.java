package dev.vigil.app.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CatchUpTest {
  @Test
  void missing_gettingLess_isWaitedForBeyondThePatienceOfOneLook() throws InterruptedException {
    Deque<Long> looks = new ArrayDeque<>(List.of(9L, 7L, 7L, 3L, 0L));

    assertThat(CatchUp.await(looks::remove, Duration.ofSeconds(15))).isZero();
    assertThat(looks).isEmpty();
  }

  @Test
  void missing_thatStays_isGivenBackAtTheEndOfPatience() throws InterruptedException {
    assertThat(CatchUp.await(() -> 4, Duration.ofMillis(120))).isEqualTo(4);
  }

  @Test
  void missing_withoutPatience_isLookedAtOnce() throws InterruptedException {
    Deque<Long> looks = new ArrayDeque<>(List.of(2L));

    assertThat(CatchUp.await(looks::remove, Duration.ZERO)).isEqualTo(2);
  }
}
