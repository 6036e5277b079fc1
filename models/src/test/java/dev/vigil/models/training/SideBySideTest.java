package dev.vigil.models.training;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  private static final int PATIENCE_S = 30;

  @Test
  void work_isDoneTwoAtOnce_andEachHasItsOwnResult() {
    // given: each waits for the one beside it
    CyclicBarrier both = new CyclicBarrier(2);

    try (SideBySide lanes = new SideBySide()) {
      // when
      List<Supplier<Integer>> work =
          IntStream.range(0, 6).mapToObj(i -> lanes.begin(() -> met(both, i))).toList();

      // then
      assertThat(work.stream().map(Supplier::get)).containsExactly(0, 1, 2, 3, 4, 5);
    }
  }

  @Test
  void whatWorkHasThrown_isThrownAtWhoAsks_andTheOthersGoOn() {
    try (SideBySide lanes = new SideBySide()) {
      Supplier<Integer> bad =
          lanes.begin(
              () -> {
                throw new IllegalStateException("tripwire");
              });
      Supplier<Integer> good = lanes.begin(() -> 1);

      assertThatThrownBy(bad::get).isInstanceOf(IllegalStateException.class).hasMessage("tripwire");
      assertThat(good.get()).isEqualTo(1);
    }
  }

  @Test
  void closed_beginsNothingMore() throws InterruptedException {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch busy = new CountDownLatch(SideBySide.AT_ONCE);
    CountDownLatch ended = new CountDownLatch(SideBySide.AT_ONCE);
    try (SideBySide lanes = new SideBySide()) {
      for (int i = 0; i < SideBySide.AT_ONCE + 1; i++) {
        Supplier<Boolean> unused =
            lanes.begin(
                () -> {
                  begun.incrementAndGet();
                  busy.countDown();
                  return interrupted(ended);
                });
      }
      assertThat(busy.await(PATIENCE_S, SECONDS)).isTrue();
    }

    assertThat(ended.await(PATIENCE_S, SECONDS)).isTrue();
    assertThat(begun).hasValue(SideBySide.AT_ONCE);
  }

  /** Work that goes on until the lanes are closed. */
  private static boolean interrupted(CountDownLatch ended) {
    try {
      return new CountDownLatch(1).await(PATIENCE_S, SECONDS);
    } catch (InterruptedException e) {
      ended.countDown();
      return true;
    }
  }

  private static int met(CyclicBarrier both, int result) {
    try {
      both.await(PATIENCE_S, SECONDS);
      return result;
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("nobody came beside", e);
    }
  }
}
