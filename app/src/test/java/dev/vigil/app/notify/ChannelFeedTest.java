package dev.vigil.app.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
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
    take(feed, append("ann", "a2", 3, State.RESOLVED));

    // then
    assertThat(receiver.told).containsExactly("b1/1", "a2/2", "a2/3");
  }

  /** A ward that turned on drills got three days of them as e-mail. */
  @Test
  void channelThatIsMarkedForOthersToo_isToldOfTheirsWhatIsOpenThen_andMissesNothingElse()
      throws IOException {
    // given
    append(Origin.TRAINING, "t1", 1, State.ACTIVE);
    ChannelFeed first = started();
    take(first, append(Origin.TRAINING, "t2", 1, State.ACTIVE));
    take(first, append("ann", "a1", 1, State.ACTIVE));
    append(Origin.TRAINING, "t1", 2, State.RESOLVED);
    append("ann", "a1", 2, State.ACKNOWLEDGED);

    // when
    reopen();
    receiver.origins = Set.of(Origin.REAL, Origin.TRAINING);
    ChannelFeed second = started();
    take(second, append(Origin.TRAINING, "t2", 2, State.RESOLVED));

    // then
    assertThat(receiver.told).containsExactlyInAnyOrder("a1/1", "a1/2", "t2/1", "t2/2");

    // when
    reopen();
    started();

    // then
    assertThat(receiver.told).hasSize(4);
  }

  /** Drills that were off for a week came as e-mails when they were turned on again. */
  @Test
  void channelThatIsMarkedForOthersAgain_isNotToldOfTheTimeBetween() throws IOException {
    // given
    receiver.origins = Set.of(Origin.REAL, Origin.TRAINING);
    take(started(), append(Origin.TRAINING, "t1", 1, State.ACTIVE));
    reopen();
    receiver.origins = Set.of(Origin.REAL);
    ChannelFeed without = started();
    take(without, append(Origin.TRAINING, "t1", 2, State.RESOLVED));
    take(without, append(Origin.TRAINING, "t2", 1, State.ACTIVE));
    take(without, append(Origin.TRAINING, "t2", 2, State.RESOLVED));
    take(without, append(Origin.TRAINING, "t3", 1, State.ACTIVE));

    // when
    reopen();
    reopen();
    receiver.origins = Set.of(Origin.REAL, Origin.TRAINING);
    take(started(), append(Origin.TRAINING, "t3", 2, State.RESOLVED));

    // then
    assertThat(receiver.told).containsExactlyInAnyOrder("t1/1", "t1/2", "t3/1", "t3/2");
  }

  /** Days of alerts that others had dealt with came at once. */
  @Test
  void channelThatIsThereAgain_isToldOfWhatIsOpenThen_andOfTheEndOfWhatItKnows()
      throws IOException {
    // given
    append("ann", "a0", 1, State.ACTIVE);
    append("ann", "a0", 2, State.RESOLVED);
    ChannelFeed first = started();
    take(first, append("ann", "a1", 1, State.ACTIVE));
    take(first, append("bob", "b1", 1, State.ACTIVE));
    take(first, append("bob", "b1", 2, State.RESOLVED));
    memory.configured(Set.of("email"));
    append("ann", "a1", 2, State.RESOLVED);
    append("bob", "b2", 1, State.ACTIVE);
    append("bob", "b2", 2, State.RESOLVED);
    append("cyd", "c1", 1, State.ACTIVE);

    // when
    reopen();
    memory.configured(Set.of("email"));
    memory.configured(Set.of("email", "webhook"));
    take(started(), append("cyd", "c1", 2, State.RESOLVED));

    // then
    assertThat(receiver.told)
        .startsWith("a1/1", "b1/1", "b1/2")
        .containsExactlyInAnyOrder("a1/1", "b1/1", "b1/2", "a1/2", "c1/1", "c1/2");

    // when
    reopen();
    started();

    // then
    assertThat(receiver.told).hasSize(6);
  }

  /** What was open when a channel came for the first time is not known to it. */
  @Test
  void restart_tellsNoEndOfWhatWasOverBeforeTheChannelWasThere() throws IOException {
    // given
    append("ann", "a1", 1, State.ACTIVE);
    append("ann", "a2", 1, State.ACTIVE);
    append("ann", "a1", 2, State.RESOLVED);
    started();

    // when
    reopen();
    started();

    // then
    assertThat(receiver.told).containsExactly("a2/1");
  }

  /** The beginning was written, and a kill came before the end of what the channel knew. */
  @Test
  void endOfWhatAChannelKnew_isToldAfterAKillToo() throws IOException {
    // given
    ChannelFeed first = started();
    take(first, append("ann", "a1", 1, State.ACTIVE));
    memory.configured(Set.of("email"));
    append("ann", "a1", 2, State.RESOLVED);
    reopen();
    memory.configured(Set.of("email", "webhook"));
    receiver.awayAfter = 1;
    restsUntilTheEnd = 1;
    started();

    // when
    receiver.awayAfter = Integer.MAX_VALUE;
    reopen();
    started();

    // then
    assertThat(receiver.told).containsExactly("a1/1", "a1/2");
  }

  /** The same after an upgrade: lines of before don't say for whom a channel began. */
  @Test
  void channelOfBeforeOriginsWereTold_isNotToldOfThePastOfOthersEither() throws IOException {
    // given
    memory.close();
    Files.writeString(
        folder.resolve("deliveries.jsonl"),
        "{\"type\":\"began\",\"channel\":\"webhook\",\"offsets\":{}}\n");
    open();
    ChannelFeed first = started();
    take(first, append(Origin.TRAINING, "t1", 1, State.ACTIVE));
    take(first, append(Origin.TRAINING, "t1", 2, State.RESOLVED));
    take(first, append("ann", "a1", 1, State.ACTIVE));

    // when
    reopen();
    receiver.origins = Set.of(Origin.REAL, Origin.TRAINING);
    started();

    // then
    assertThat(receiver.told).containsExactly("a1/1");
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
  void recordWhoseNumberIsEmpty_holdsUpNobody() {
    // given
    ConsumerRecord<byte[], byte[]> poison = append("ann", "a1", 1, State.ACTIVE);
    poison.headers().remove(OutputNumber.HEADER).add(OutputNumber.HEADER, null);
    append("bob", "b1", 1, State.ACTIVE);

    // when
    started();

    // then
    assertThat(receiver.told).containsExactly("b1/1");
  }

  @Test
  void restart_tellsNothingTwice_andWhatCameMeanwhile() throws IOException {
    // given
    append("ann", "a0", 1, State.ACTIVE);
    append("ann", "a0", 2, State.RESOLVED);
    append("ann", "a1", 1, State.ACTIVE);
    ChannelFeed first = started();
    take(first, append("bob", "b1", 1, State.ACTIVE));

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
    take(feed, append("ann", "a1", 1, State.ACTIVE));
    take(feed, append("ann", "a1", 2, State.RESOLVED));

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
    take(feed, append("ann", "a1", 1, State.ACTIVE));
    take(feed, append("ann", "a1", 2, State.RESOLVED));

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
    take(feed, append("ann", "a1", 1, State.ACTIVE));
    String trouble = memory.trouble("webhook").orElseThrow().detail();
    take(feed, append("bob", "b1", 1, State.ACTIVE));

    // then
    assertThat(trouble).isEqualTo("refused");
    assertThat(receiver.told).containsExactly("b1/1");
    assertThat(rests).isEmpty();
  }

  @Test
  void patient_isForgotten_whenNothingThatWasToldCanComeAgain_andNotBefore() throws IOException {
    // given
    ChannelFeed feed = started();
    take(feed, append("ann", "a1", 1, State.ACTIVE));
    take(feed, append("bob", "b1", 1, State.ACTIVE));
    now += 8 * 24 * 3600;
    Map<Integer, Long> whole = Map.of(0, 0L);
    Map<Integer, Long> withoutAnn = Map.of(0, 1L);

    // when
    feed.forget(whole, withoutAnn, now); // the topic has it
    feed.forget(withoutAnn, whole, now); // the log could send it once more
    feed.forget(withoutAnn, withoutAnn, 1_000); // a checkpoint may be older
    assertThat(memory.numbers("webhook")).containsOnlyKeys("ann", "bob");
    feed.forget(withoutAnn, withoutAnn, now);

    // then
    assertThat(memory.numbers("webhook")).containsOnlyKeys("bob");
    reopen();
    assertThat(memory.hasBegun("webhook", Origin.REAL)).isTrue();

    // when
    log.remove(0);
    feed = started();
    feed.forget(withoutAnn, withoutAnn, now);
    take(feed, append("ann", "a2", 1, State.ACTIVE));

    // then
    assertThat(memory.numbers("webhook")).containsOnlyKeys("ann", "bob");
    assertThat(receiver.told).containsExactly("a1/1", "b1/1", "a2/1");
  }

  /** Each e-mail again, every second, until somebody made room. */
  @Test
  void memoryThatCanNotBeWritten_tellsNothingTwice() throws IOException {
    // given
    ChannelFeed feed = started();
    diskIsFull = true;

    // when
    take(feed, append("ann", "a1", 1, State.ACTIVE));
    started();
    take(feed, append("ann", "a1", 2, State.RESOLVED));
    started();

    // then
    assertThat(receiver.told).containsExactly("a1/1", "a1/2");

    // when there is room again
    diskIsFull = false;
    take(started(), append("bob", "b1", 1, State.ACTIVE));
    reopen();
    started();

    // then
    assertThat(receiver.told).containsExactly("a1/1", "a1/2", "b1/1");
  }

  /** Whoever makes room starts Vigil again: by then nothing else may have come. */
  @Test
  void memoryOfAFullDisk_isWrittenByAStop_onceThereIsRoom() throws IOException {
    // given
    ChannelFeed feed = started();
    diskIsFull = true;
    take(feed, append("ann", "a1", 1, State.ACTIVE));

    // when
    diskIsFull = false;
    reopen();
    started();

    // then
    assertThat(receiver.told).containsExactly("a1/1");
  }

  @Test
  void recordThatIsNoTransition_isPassedOver() {
    // given
    ChannelFeed feed = started();
    ConsumerRecord<byte[], byte[]> poison = record(log.size(), "{".getBytes(UTF_8));

    // when
    take(feed, poison);
    take(feed, append("ann", "a1", 1, State.ACTIVE));

    // then
    assertThat(receiver.told).containsExactly("a1/1");
  }

  @Test
  void whatComesOfOnePatientWithinTheTime_isOneMessage_andOthersHaveTheirOwn() {
    // given
    receiver.grouping = Duration.ofSeconds(20);
    ChannelFeed feed = started();
    take(feed, append("ann", "a1", Priority.MEDIUM, 100));
    take(feed, append("bob", "b1", Priority.LOW, 105));
    take(feed, append("ann", "a2", Priority.LOW, 120));

    // when
    pass(feed, 120);
    assertThat(receiver.told).isEmpty();
    pass(feed, 121);
    assertThat(receiver.told).containsExactly("a1/1+a2/1");
    pass(feed, 126);

    // then
    assertThat(receiver.told).containsExactly("a1/1+a2/1", "b1/1");
  }

  @Test
  void whatComesLater_isAnotherMessage_howeverLateItIsRead() {
    // given
    receiver.grouping = Duration.ofSeconds(20);
    ChannelFeed feed = started();

    // when
    take(feed, append("ann", "a1", Priority.MEDIUM, 100));
    take(feed, append("ann", "a2", Priority.MEDIUM, 121));
    pass(feed, 1_000);

    // then
    assertThat(receiver.told).containsExactly("a1/1", "a2/1");
  }

  @Test
  void highPriority_neverWaits_andTakesAlongWhatDoes() {
    // given
    receiver.grouping = Duration.ofSeconds(20);
    ChannelFeed feed = started();

    // when
    take(feed, append("ann", "a1", Priority.LOW, 100));
    take(feed, append("ann", "a2", Priority.HIGH, 101));

    // then
    assertThat(receiver.told).containsExactly("a1/1+a2/1");
  }

  @Test
  void restartWhileSomeWait_makesTheSameMessage() throws IOException {
    // given
    receiver.grouping = Duration.ofSeconds(20);
    ChannelFeed first = started();
    take(first, append("ann", "a1", Priority.MEDIUM, 100));
    take(first, append("ann", "a2", Priority.MEDIUM, 110));

    // when
    reopen();
    ChannelFeed second = started();
    assertThat(receiver.told).isEmpty();
    pass(second, 121);

    // then
    assertThat(receiver.told).containsExactly("a1/1+a2/1");
  }
}
