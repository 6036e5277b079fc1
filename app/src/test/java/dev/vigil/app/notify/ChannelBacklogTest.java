package dev.vigil.app.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Priority;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** In which order a channel is told what waits for it. */
class ChannelBacklogTest extends FedChannel {
  @Test
  void backlogOfAnOutage_isToldTheMostUrgentFirst_andOfEachPatientInItsOrder() throws IOException {
    // given
    started();
    append("ann", "a1", Priority.LOW, 100);
    append("bob", "b1", Priority.MEDIUM, 101);
    append("cid", "c1", Priority.LOW, 102);
    append("dan", "d1", Priority.HIGH, 103);
    append("cid", "c2", Priority.HIGH, 104);
    append("dan", "d1", 2, State.ACKNOWLEDGED);

    // when
    reopen();
    started();

    // then
    assertThat(receiver.told).containsExactly("c1/1", "d1/1", "c2/1", "b1/1", "a1/1", "d1/2");

    // when
    reopen();
    started();

    // then
    assertThat(receiver.told).hasSize(6);
  }

  @Test
  void whatIsMoreUrgent_overtakesWhatWaits() {
    // given
    ChannelFeed feed = started();
    feed.take(append("ann", "a1", Priority.MEDIUM, 100));
    feed.take(append("bob", "b1", Priority.MEDIUM, 100));
    feed.tellNext(() -> false);

    // when
    feed.take(append("cid", "c1", Priority.HIGH, 101));
    tellAll(feed);

    // then
    assertThat(receiver.told).containsExactly("a1/1", "c1/1", "b1/1");
  }

  @Test
  void highAlert_overtakesWhatIsTriedInVain_ofAnotherPatient() {
    // given
    ChannelFeed feed = started();
    receiver.poison = "a1/1";
    restsUntilTheEnd = 5;
    feed.take(append("ann", "a1", Priority.MEDIUM, 100));
    feed.take(append("ann", "a2", Priority.LOW, 100));

    // when
    feed.tellNext(
        () -> {
          if (rests.size() == 1) {
            feed.take(append("cid", "c1", Priority.MEDIUM, 101));
          } else {
            feed.take(append("bob", "b1", Priority.HIGH, 101));
          }
          return true;
        });
    feed.tellNext(() -> false);

    // then
    assertThat(receiver.told).containsExactly("b1/1");
    assertThat(rests).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));

    // when
    receiver.poison = "";
    tellAll(feed);

    // then
    assertThat(receiver.told).containsExactly("b1/1", "c1/1", "a1/1", "a2/1");
  }

  @Test
  void highAlert_ofWhomSomethingElseIsTriedInVain_waits_andEachTryIsRarer() {
    // given
    ChannelFeed feed = started();
    receiver.awayFor = 3;
    feed.take(append("ann", "a1", Priority.MEDIUM, 100));

    // when
    feed.tellNext(
        () -> {
          if (rests.size() == 1) {
            feed.take(append("ann", "a2", Priority.HIGH, 101));
          }
          if (rests.size() == 2) {
            feed.take(append("bob", "b1", Priority.HIGH, 102));
          }
          return true;
        });
    tellAll(feed);

    // then
    assertThat(receiver.told).containsExactly("b1/1", "a1/1", "a2/1");
    assertThat(rests).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L);
  }

  @Test
  void stopInTheMiddleOfABacklog_leavesTheOthersForTheNextStart() throws IOException {
    // given
    started();
    append("ann", "a1", Priority.MEDIUM, 100);
    append("bob", "b1", Priority.HIGH, 101);
    append("ann", "a2", Priority.MEDIUM, 102);
    reopen();
    receiver.awayAfter = 2;
    restsUntilTheEnd = 1;
    started();

    // when
    receiver.awayAfter = Integer.MAX_VALUE;
    reopen();
    started();

    // then
    assertThat(receiver.told).containsExactly("b1/1", "a1/1", "a2/1");
  }

  @Test
  void transitionThatComesAgainWhileItWaits_isInTheMessageOnce() {
    // given
    receiver.grouping = Duration.ofSeconds(20);
    ChannelFeed feed = started();
    ConsumerRecord<byte[], byte[]> waits = append("ann", "a1", Priority.MEDIUM, 100);
    feed.take(waits);

    // when
    feed.take(copy(waits));
    pass(feed, 121);

    // then
    assertThat(receiver.told).containsExactly("a1/1");
  }

  @Test
  void moreThanFitsIntoMemory_isToldBeforeMoreIsTaken() {
    // given
    ChannelFeed feed = started();

    // when
    for (int i = 0; i < ChannelFeed.MOST_WAITING; i++) {
      feed.take(append("p" + i, "a" + i, Priority.MEDIUM, 100));
    }

    // then
    assertThat(receiver.told).containsExactly("a0/1");
  }
}
