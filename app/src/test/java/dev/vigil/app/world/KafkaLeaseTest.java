package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schemas.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Whether a process that has lost the ledger, whatever the reason, believes that it has it. */
class KafkaLeaseTest {
  private static final TopicPartition LEDGER = new TopicPartition(Topics.LEDGER, 0);
  private static final String PLAN = "plan";
  private static final String NONE = "none";

  private final Deque<MockConsumer<byte[], byte[]>> members = new ArrayDeque<>();
  private final KafkaLease lease = new KafkaLease(LeaseOf.SUPERVISOR, "nowhere:9092", this::join);
  private final Supplier<String> guarded = lease.guarding(() -> PLAN);
  private final List<String> seen = new ArrayList<>();

  @Test
  void defectInItsThread_losesTheLease_whichIsTakenAgain() {
    // given
    MockConsumer<byte[], byte[]> first = member();
    given(first);
    first.schedulePollTask(this::look);
    first.schedulePollTask(
        () -> {
          throw new NoClassDefFoundError("a jar is missing");
        });
    MockConsumer<byte[], byte[]> second = member();
    second.schedulePollTask(this::look);
    given(second);
    second.schedulePollTask(this::look);
    second.schedulePollTask(lease::close);

    // when
    lease.hold();

    // then
    assertThat(seen).containsExactly(PLAN, NONE, PLAN);
    assertThat(first.closed()).as("else Kafka would wait for a member that is dead").isTrue();
    assertThatThrownBy(guarded::get).as("closed").isInstanceOf(IllegalStateException.class);
  }

  @Test
  void memberThatIsClosed_holdsNothingMeanwhile() {
    // given a member that takes its time to leave
    MockConsumer<byte[], byte[]> slow =
        new MockConsumer<>("earliest") {
          @Override
          public synchronized void close() {
            look();
            super.close();
          }
        };
    members.add(slow);
    slow.updateBeginningOffsets(Map.of(LEDGER, 0L));
    given(slow);
    slow.schedulePollTask(
        () -> {
          throw new NoClassDefFoundError("a jar is missing");
        });
    MockConsumer<byte[], byte[]> second = member();
    second.schedulePollTask(lease::close);

    // when
    lease.hold();

    // then
    assertThat(seen).containsExactly(NONE);
  }

  @Test
  void kafkaAway_forAMoment_losesNothing() {
    // given
    MockConsumer<byte[], byte[]> only = member();
    given(only);
    only.schedulePollTask(() -> only.setPollException(new TimeoutException("away")));
    only.schedulePollTask(this::look);
    only.schedulePollTask(lease::close);

    // when
    lease.hold();

    // then
    assertThat(seen).containsExactly(PLAN);
  }

  @Test
  void partitionThatIsTakenAway_isNotHeld() {
    // given
    MockConsumer<byte[], byte[]> only = member();
    given(only);
    only.schedulePollTask(() -> only.rebalance(List.of()));
    only.schedulePollTask(this::look);
    only.schedulePollTask(lease::close);

    // when
    lease.hold();

    // then
    assertThat(seen).containsExactly(NONE);
  }

  /** What was told meanwhile by whoever had it is not known here. */
  @Test
  void leaseThatIsTakenAgain_isOfAnotherTerm() {
    // given
    MockConsumer<byte[], byte[]> only = member();
    given(only);
    only.schedulePollTask(this::lookAtTheTerm);
    only.schedulePollTask(() -> only.rebalance(List.of()));
    only.schedulePollTask(this::lookAtTheTerm);
    given(only);
    only.schedulePollTask(this::lookAtTheTerm);
    only.schedulePollTask(lease::close);

    // when
    lease.hold();

    // then
    assertThat(seen).containsExactly("1 false", "0 true", "2 false");
  }

  private void lookAtTheTerm() {
    seen.add(lease.term() + " " + lease.isLostFor(Duration.ZERO));
  }

  private Consumer<byte[], byte[]> join() {
    return members.remove();
  }

  private MockConsumer<byte[], byte[]> member() {
    MockConsumer<byte[], byte[]> made = new MockConsumer<>("earliest");
    made.updateBeginningOffsets(Map.of(LEDGER, 0L));
    members.add(made);
    return made;
  }

  /** Kafka gives it the ledger. */
  private static void given(MockConsumer<byte[], byte[]> member) {
    member.schedulePollTask(() -> member.rebalance(List.of(LEDGER)));
  }

  private void look() {
    try {
      seen.add(guarded.get());
    } catch (IllegalStateException e) {
      seen.add(NONE);
    }
  }
}
