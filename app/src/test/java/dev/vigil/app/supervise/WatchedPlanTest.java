package dev.vigil.app.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schemas.SupervisorState.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class WatchedPlanTest {
  private long now = 1_000;
  private Supplier<List<PlannedJob>> ledger = List::of;
  private final WatchedPlan plan =
      new WatchedPlan(() -> ledger.get(), () -> now, () -> TimeUnit.SECONDS.toNanos(now));

  @Test
  void planThatCanBeRead_isOfNow() {
    plan.get();
    now += WatchedPlan.LONGEST_COMPARISON.toSeconds();

    assertThat(plan.unread()).isEmpty();
  }

  @Test
  void planThatCanNotBeRead_saysSinceWhenAndWhy_untilItCan() {
    // given
    plan.get();
    now += 5;

    // when
    for (int i = 0; i < 3; i++) {
      ledger =
          () -> {
            throw new IllegalStateException("the ledger is not this process's");
          };
      assertThatThrownBy(plan::get).isInstanceOf(IllegalStateException.class);
      now += 5;
    }

    // then
    assertThat(plan.unread())
        .contains(new Unread(1_000, "IllegalStateException: the ledger is not this process's"));

    // when
    ledger = List::of;
    plan.get();

    // then
    assertThat(plan.unread()).isEmpty();
  }

  /** Kafka is waited for half a minute; until then nothing has failed. */
  @Test
  void ledgerThatDoesNotAnswer_isUnreadBeforeItHasFailed() {
    // given
    plan.get();
    List<Optional<Unread>> seen = new ArrayList<>();

    // when
    now += 5;
    ledger =
        () -> {
          now += WatchedPlan.PATIENCE.toSeconds();
          seen.add(plan.unread());
          now++;
          seen.add(plan.unread());
          return List.of();
        };
    plan.get();

    // then
    assertThat(seen.get(0)).isEmpty();
    assertThat(seen.get(1).orElseThrow().since()).isEqualTo(1_000);
    assertThat(plan.unread()).isEmpty();
  }

  /** A comparison that hangs at the cluster asks for no plan. */
  @Test
  void planThatNobodyAsksForAnyMore_isOfBefore() {
    plan.get();
    now += WatchedPlan.LONGEST_COMPARISON.toSeconds() + 1;

    assertThat(plan.unread().orElseThrow().since()).isEqualTo(1_000);
  }
}
