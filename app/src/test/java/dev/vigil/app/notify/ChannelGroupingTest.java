package dev.vigil.app.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Priority;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which alerts of a patient are one message. */
class ChannelGroupingTest extends FedChannel {
  @Test
  void whatComesOfOnePatientWithinTheTime_isOneMessage_andOthersHaveTheirOwn() {
    // given
    receiver.grouping = Duration.ofSeconds(20);
    ChannelFeed feed = started();
    feed.take(append("ann", "a1", Priority.MEDIUM, 100));
    feed.take(append("bob", "b1", Priority.LOW, 105));
    feed.take(append("ann", "a2", Priority.LOW, 120));

    // when
    feed.pass(120);
    assertThat(receiver.told).isEmpty();
    feed.pass(121);
    assertThat(receiver.told).containsExactly("a1/1+a2/1");
    feed.pass(126);

    // then
    assertThat(receiver.told).containsExactly("a1/1+a2/1", "b1/1");
  }

  @Test
  void whatComesLater_isAnotherMessage_howeverLateItIsRead() {
    // given
    receiver.grouping = Duration.ofSeconds(20);
    ChannelFeed feed = started();

    // when
    feed.take(append("ann", "a1", Priority.MEDIUM, 100));
    feed.take(append("ann", "a2", Priority.MEDIUM, 121));
    feed.pass(1_000);

    // then
    assertThat(receiver.told).containsExactly("a1/1", "a2/1");
  }

  @Test
  void highPriority_neverWaits_andTakesAlongWhatDoes() {
    // given
    receiver.grouping = Duration.ofSeconds(20);
    ChannelFeed feed = started();

    // when
    feed.take(append("ann", "a1", Priority.LOW, 100));
    feed.take(append("ann", "a2", Priority.HIGH, 101));

    // then
    assertThat(receiver.told).containsExactly("a1/1+a2/1");
  }

  @Test
  void restartWhileSomeWait_makesTheSameMessage() throws IOException {
    // given
    receiver.grouping = Duration.ofSeconds(20);
    ChannelFeed first = started();
    first.take(append("ann", "a1", Priority.MEDIUM, 100));
    first.take(append("ann", "a2", Priority.MEDIUM, 110));

    // when
    reopen();
    ChannelFeed second = started();
    assertThat(receiver.told).isEmpty();
    second.pass(121);

    // then
    assertThat(receiver.told).containsExactly("a1/1+a2/1");
  }
}
