package dev.vigil.app.supervise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Json;
import dev.vigil.schemas.SupervisorState;
import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.SupervisorState.Unread;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A supervisor as a server elsewhere sees it, by the records of its topic. */
class SupervisorElsewhereTest {
  private static final int PATIENCE = 30;
  private static final JobState RUNS = new JobState("RUNNING", "", List.of());

  private long now = 1_000;
  private final SupervisorElsewhere supervisor = new SupervisorElsewhere(() -> now, PATIENCE, 60);

  @Test
  void supervisorThatNeverSaidAnything_isSilent_andKnowsNoJob() {
    now = 1_007;

    assertThat(supervisor.isSilent()).isTrue();
    assertThat(supervisor.lastSign()).contains(Ticks.NONE);
    assertThat(supervisor.states()).isEmpty();
    assertThat(supervisor.losses()).isEmpty();
    assertThat(supervisor.disagreement()).isEmpty();
    assertThat(supervisor.unread())
        .contains(new Unread(1_000, "the supervisor has given no sign yet"));
  }

  @Test
  void state_isToldAsOfNow_andAsOfThenOnceItIsOverdue() {
    say(state(1_000, 60, null));

    now = 1_000 + PATIENCE;
    assertThat(supervisor.isSilent()).isFalse();
    assertThat(supervisor.unread()).isEmpty();
    assertThat(supervisor.states()).isEqualTo(Map.of("alerts", RUNS));
    assertThat(supervisor.losses()).isEqualTo(Map.of("alerts", "it begins at 9"));

    now++;
    assertThat(supervisor.isSilent()).isTrue();
    assertThat(supervisor.lastSign()).contains(1_000L);
    assertThat(supervisor.states()).as("as it was then").isEqualTo(Map.of("alerts", RUNS));
    assertThat(supervisor.unread())
        .contains(new Unread(1_000, "the supervisor has given no sign for 30 s or more"));
  }

  @Test
  void whatItCanNotRead_isUnreadHere() {
    Unread away = new Unread(940, "away");

    say(state(1_000, 60, away));

    assertThat(supervisor.unread()).contains(away);
  }

  @Test
  void otherInterval_isADisagreement() {
    say(state(1_000, 60, null));
    assertThat(supervisor.disagreement()).isEmpty();

    say(state(1_002, 10, null));
    assertThat(supervisor.disagreement())
        .contains(
            "The supervisor would have vectors made every 10 s, but this Vigil began with 60 s");
  }

  @Test
  void whatIsNoState_changesNothing() {
    say(state(1_000, 60, null));

    record(SupervisorState.KEY, "{".getBytes(UTF_8));
    record(SupervisorState.KEY, null);
    record("somebody", Json.encode(state(2_000, 10, null)));

    assertThat(supervisor.lastSign()).contains(1_000L);
    assertThat(supervisor.disagreement()).isEmpty();
  }

  private static SupervisorState state(long at, int interval, @Nullable Unread unread) {
    return new SupervisorState(
        at,
        interval,
        new TreeMap<>(Map.of("alerts", RUNS)),
        new TreeMap<>(Map.of("alerts", "it begins at 9")),
        unread);
  }

  private void say(SupervisorState state) {
    record(SupervisorState.KEY, Json.encode(state));
  }

  private void record(String key, byte @Nullable [] value) {
    supervisor.take(new ConsumerRecord<>(Topics.SUPERVISION, 0, 0, key.getBytes(UTF_8), value));
  }
}
