package dev.vigil.app.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition.State;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ChannelFeedTest extends FedChannel {
  @Test
  void channelThatIsNew_isToldWhatIsOpenAndWhatComesAfter() {
    // given
    append("ann", "a1", 1, State.ACTIVE);
    append("ann", "a1", 2, State.RESOLVED);
    append("ann", "a2", 1, State.ACTIVE);
    append("ann", "a2", 2, State.ACKNOWLEDGED);
    append("bob", "b1", 1, State.ACTIVE);

    // when
    ChannelFeed feed = started();
    feed.take(append("ann", "a2", 3, State.RESOLVED));

    // then
    assertThat(receiver.told).containsExactly("a2/2", "b1/1", "a2/3");
  }

  @Test
  void transitionThatCameAgain_opensNoResolvedAlert() {
    // given
    ConsumerRecord<byte[], byte[]> raised = append("ann", "a1", 1, State.ACTIVE);
    append("ann", "a1", 2, State.RESOLVED);
    log.add(copy(raised));

    // when
    started();

    // then
    assertThat(receiver.told).isEmpty();
  }

  @Test
  void restart_tellsNothingTwice_andWhatCameMeanwhile() throws IOException {
    // given
    append("ann", "a0", 1, State.ACTIVE);
    append("ann", "a0", 2, State.RESOLVED);
    append("ann", "a1", 1, State.ACTIVE);
    ChannelFeed first = started();
    first.take(append("bob", "b1", 1, State.ACTIVE));

    // when
    append("bob", "b1", 2, State.ACKNOWLEDGED);
    append("bob", "b1", 3, State.RESOLVED);
    reopen();
    started();

    // then
    assertThat(receiver.told).containsExactly("a1/1", "b1/1", "b1/2", "b1/3");
  }

  @Test
  void restartBeforeAllOpenOnesWereTold_tellsTheOthers() throws IOException {
    // given
    append("ann", "a1", 1, State.ACTIVE);
    append("bob", "b1", 1, State.ACTIVE);
    receiver.awayAfter = 1;
    restsUntilTheEnd = 1;
    started();

    // when
    append("ann", "a1", 2, State.RESOLVED);
    receiver.awayAfter = Integer.MAX_VALUE;
    reopen();
    started();

    // then
    assertThat(receiver.told).containsExactly("a1/1", "b1/1", "a1/2");
  }

  @Test
  void receiverThatIsAway_getsAllInOrderWhenItIsBack_withEverLongerRests() {
    // given
    ChannelFeed feed = started();
    receiver.awayFor = 9;

    // when
    feed.take(append("ann", "a1", 1, State.ACTIVE));
    feed.take(append("ann", "a1", 2, State.RESOLVED));

    // then
    assertThat(receiver.told).containsExactly("a1/1", "a1/2");
    assertThat(rests)
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    assertThat(memory.trouble("webhook")).isEmpty();
  }

  @Test
  void stopWhileTheReceiverIsAway_leavesItUndeliveredAndVisible() throws IOException {
    // given
    receiver.awayFor = Integer.MAX_VALUE;
    restsUntilTheEnd = 5;
    ChannelFeed feed = started();

    // when
    feed.take(append("ann", "a1", 1, State.ACTIVE));
    feed.take(append("ann", "a1", 2, State.RESOLVED));

    // then
    assertThat(receiver.told).isEmpty();
    assertThat(memory.trouble("webhook")).contains(new Trouble(1_000, "away"));

    // when
    reopen();
    assertThat(memory.trouble("webhook")).contains(new Trouble(1_000, "away"));
    receiver.awayFor = 0;
    started();

    // then
    assertThat(receiver.told).containsExactly("a1/1", "a1/2");
    assertThat(memory.trouble("webhook")).isEmpty();
  }

  @Test
  void refusedTransition_holdsUpNoOther() {
    // given
    ChannelFeed feed = started();
    receiver.refused = "a1/1";

    // when
    feed.take(append("ann", "a1", 1, State.ACTIVE));
    String trouble = memory.trouble("webhook").orElseThrow().detail();
    feed.take(append("bob", "b1", 1, State.ACTIVE));

    // then
    assertThat(trouble).isEqualTo("refused");
    assertThat(receiver.told).containsExactly("b1/1");
    assertThat(rests).isEmpty();
  }

  @Test
  void recordThatIsNoTransition_isPassedOver() {
    // given
    ChannelFeed feed = started();
    ConsumerRecord<byte[], byte[]> poison = record(log.size(), "{".getBytes(UTF_8));

    // when
    feed.take(poison);
    feed.take(append("ann", "a1", 1, State.ACTIVE));

    // then
    assertThat(receiver.told).containsExactly("a1/1");
  }
}
