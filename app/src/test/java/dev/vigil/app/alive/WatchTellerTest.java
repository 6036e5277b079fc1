package dev.vigil.app.alive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.channels.Channel;
import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTellerTest {
  private static final TechnicalAlert SILENT =
      TechnicalAlert.raised(null, "vigil", "silent", Priority.HIGH, 1_000, "no answer", "look");
  private static final Delivery AWAY = new Delivery(Outcome.UNDELIVERED, 1, "timed-out");
  private static final Delivery FULL =
      new Delivery(Outcome.POSTPONED, 1, "mailbox-full", Set.of("ann@ward.example"));
  private static final Delivery TOLD = new Delivery(Outcome.DELIVERED, 1, "sent");

  /** A clock that is about to begin anew at its least value. */
  private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(20);

  @TempDir private Path folder;
  private final Receiver receiver = new Receiver();
  private WatchMemory memory;
  private long second;

  @BeforeEach
  void open() {
    memory = new WatchMemory(folder.resolve("watch.json"));
    memory.keep(SILENT);
  }

  @Test
  void channelThatCannotDeliver_isTriedEverMoreRarely_untilItHasIt() {
    for (Delivery failing : List.of(AWAY, FULL)) {
      second = 0;
      receiver.answer = failing;
      try (WatchTeller teller = teller()) {
        assertThat(triedUntil(teller, 183))
            .as(failing.detail())
            .containsExactly(0, 1, 3, 7, 15, 31, 63, 123, 183);
        assertThat(teller.isDone()).isFalse();
      }
    }
  }

  @Test
  void nextThing_isToldAtOnce_andItsRestsBeginAnew() {
    receiver.answer = AWAY;
    try (WatchTeller teller = teller()) {
      triedUntil(teller, 122);
      receiver.answer = TOLD;
      assertThat(triedUntil(teller, 200)).containsExactly(123);
      assertThat(teller.isDone()).isTrue();

      memory.keep(SILENT.cleared(2_000, "it gives signs of life"));
      receiver.answer = AWAY;

      assertThat(triedUntil(teller, 204)).containsExactly(201, 202, 204);
    }
  }

  /** In this thread. */
  private WatchTeller teller() {
    return new WatchTeller(
        receiver,
        memory,
        Executors.newDirectExecutorService(),
        () -> START + TimeUnit.SECONDS.toNanos(second));
  }

  /** In which seconds the channel is tried, of a turn each second up to and with this one. */
  private List<Integer> triedUntil(WatchTeller teller, int last) {
    List<Integer> tried = new ArrayList<>();
    for (; second <= last; second++) {
      int before = receiver.tries;
      teller.turn();
      if (receiver.tries > before) {
        tried.add((int) second);
      }
    }
    return tried;
  }

  private static final class Receiver implements Channel {
    Delivery answer = TOLD;
    int tries;

    @Override
    public String name() {
      return "e-mail";
    }

    @Override
    public Set<Origin> origins() {
      return Set.of(Origin.REAL);
    }

    @Override
    public Delivery deliver(AlertTransition transition) {
      throw new AssertionError("the watch knows of no patient");
    }

    @Override
    public Delivery deliver(TechnicalAlert alert, Origin world) {
      tries++;
      return answer;
    }
  }
}
