package dev.vigil.app.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.simulator.OutgoingReading;
import dev.vigil.simulator.ward.Ward;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WardStreamTest {
  private static final long START = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration SOON = Duration.ofMillis(300);

  private final AtomicLong now = new AtomicLong(START);

  /** A patient whose monitor meets an Error in the second and third second. */
  private static final class StumblingWard implements Ward {
    @Override
    public List<List<OutgoingReading>> messages(long second) {
      if (second == START + 2 || second == START + 3) {
        throw new NoClassDefFoundError("gone for a moment");
      }
      return round(second);
    }

    @Override
    public List<List<OutgoingReading>> round(long second) {
      return List.of(
          List.of(
              OutgoingReading.ofDevice(
                  "monitor", "heart-rate", BigDecimal.valueOf(70), "/min", second)));
    }
  }

  /** A gateway that is away throws nothing: what isn't taken in time is counted. */
  @Test
  void gatewayThatRefusesAll_isSaid_untilItTakesSomething() throws Exception {
    try (AcceptingGateway gateway = new AcceptingGateway();
        WardStream stream =
            new WardStream(gateway.uri(), new StumblingWard(), now::get, verdicts -> {}, SOON)) {
      stream.start(PATIENCE);
      gateway.refuse(true);
      now.set(START + 1);
      await().atMost(PATIENCE).until(() -> stream.failure() != null);
      assertThat(stream.failure().since()).isEqualTo(START + 1);
      assertThat(stream.failure().because()).startsWith("the gateway: ").contains("503");

      gateway.refuse(false);
      now.set(START + 10);
      await().atMost(PATIENCE).until(() -> stream.failure() == null);
    }
  }

  /** A schedule ends for good with the first task that throws: all would fall silent. */
  @Test
  void wardThatMeetsAnError_isSaid_andGoesOn() throws Exception {
    try (AcceptingGateway gateway = new AcceptingGateway();
        WardStream stream =
            new WardStream(gateway.uri(), new StumblingWard(), now::get, verdicts -> {})) {
      stream.start(PATIENCE);
      now.set(START + 1);
      await().atMost(PATIENCE).until(() -> gateway.measured().contains(START + 1));
      assertThat(stream.failure()).isNull();

      // when
      now.set(START + 3);
      await().atMost(PATIENCE).until(() -> stream.failure() != null);

      // then
      assertThat(stream.failure())
          .isEqualTo(new WardStream.Failure(START + 2, "NoClassDefFoundError: gone for a moment"));

      // when
      now.set(START + 4);
      await().atMost(PATIENCE).until(() -> gateway.measured().contains(START + 4));

      // then
      await().atMost(PATIENCE).until(() -> stream.failure() == null);
      assertThat(gateway.measured()).containsExactly(START, START + 1, START + 4);
    }
  }
}
