package dev.vigil.app.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Priority;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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

  /** It held up all others below high priority for ever, and nobody heard of it. */
  @Test
  void messageThatNeverGetsThrough_letsOthersGoAfterTenMinutes_andIsGivenUpOnceTheseDo() {
    // given
    ChannelFeed feed = started();
    receiver.poison = "a1/1";
    restsUntilTheEnd = 200;
    feed.take(append("ann", "a1", Priority.HIGH, 100));
    feed.take(append("ann", "a2", Priority.LOW, 100));
    for (String other : List.of("b1", "c1", "d1", "e1")) {
      feed.take(append("of-" + other, other, Priority.LOW, 101));
    }

    // when
    takeTurns(feed, 12);

    // then
    assertThat(receiver.told).containsExactly("b1/1", "c1/1", "d1/1", "e1/1", "a2/1");
    assertThat(rests.stream().mapToLong(Duration::toSeconds).sum()).isBetween(600L, 700L);
    assertThat(memory.letters())
        .extracting(Letter::letter, Letter::detail)
        .containsExactly(tuple("a1/1", "stumbles-given-up"));
  }

  @Test
  void receiverThatIsAwayForHours_getsEverything_andNothingIsGivenUp() {
    // given
    ChannelFeed feed = started();
    receiver.awayFor = 300;
    feed.take(append("ann", "a1", Priority.LOW, 100));
    for (String other : List.of("b1", "c1", "d1", "e1")) {
      feed.take(append("of-" + other, other, Priority.LOW, 101));
    }

    // when
    takeTurns(feed, 400);

    // then
    assertThat(receiver.told).containsExactlyInAnyOrder("a1/1", "b1/1", "c1/1", "d1/1", "e1/1");
    assertThat(memory.letters()).isEmpty();
    assertThat(memory.trouble("webhook")).isEmpty();
  }

  /** Each high alert that got through ended the trouble, so the dead channel was never one. */
  @Test
  void troubleOfWhatIsTriedInVain_goesOnWhileHighAlertsOvertakeIt_alsoOverARestart()
      throws IOException {
    // given
    ChannelFeed feed = started();
    receiver.poison = "a1/1";
    feed.take(append("ann", "a1", Priority.MEDIUM, 100));

    // when
    for (int i = 1; i <= 3; i++) {
      now += 60;
      String high = "h" + i;
      feed.tellNext(
          () -> {
            feed.take(append("of-" + high, high, Priority.HIGH, 101));
            return true;
          });
      feed.tellNext(() -> false);
    }

    // then
    Trouble still = new Trouble(1_060, "stumbles", 1_180L);
    assertThat(receiver.told).containsExactly("h1/1", "h2/1", "h3/1");
    assertThat(memory.trouble("webhook")).contains(still);
    reopen();
    assertThat(memory.trouble("webhook")).contains(still);

    // when
    receiver.poison = "";
    started();

    // then
    assertThat(memory.trouble("webhook")).isEmpty();
  }

  /** Several of them kept others back from their turn. */
  @Test
  void severalThatNeverGetThrough_takeTurnsWithOthersOnly() {
    // given
    ChannelFeed feed = started();
    feed.take(append("ann", "a1", Priority.HIGH, 100));
    feed.take(append("bob", "b1", Priority.HIGH, 100));
    feed.take(append("cid", "c1", Priority.LOW, 101));

    stayAway(feed, 28);

    // when
    receiver.poison = "a1/1";
    receiver.alsoPoison = "b1/1";
    takeTurns(feed, 6);

    // then
    assertThat(receiver.told).containsExactly("c1/1");
  }

  /** The most urgent of them had every turn, though the receiver took the others. */
  @Test
  void allThatAreTriedForLong_takeTurns_soThatOneThatNeverGetsThroughHoldsUpNobody() {
    // given
    ChannelFeed feed = started();
    feed.take(append("ann", "a1", Priority.HIGH, 100));
    feed.take(append("bob", "b1", Priority.LOW, 100));
    stayAway(feed, 60);

    // when
    receiver.poison = "a1/1";
    takeTurns(feed, 4);

    // then
    assertThat(receiver.told).containsExactly("b1/1");
  }

  /** For so many tries that each of the two most urgent has been tried for ten minutes. */
  private void stayAway(ChannelFeed feed, int tries) {
    receiver.awayFor = tries;
    restsUntilTheEnd = 300;
    for (int turn = 0; turn < 100 && receiver.awayFor > 0; turn++) {
      feed.tellNext(() -> true);
    }
    receiver.awayFor = 0;
  }
}
