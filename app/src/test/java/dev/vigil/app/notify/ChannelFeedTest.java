package dev.vigil.app.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.alerting.channels.GroupingChannel;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelFeedTest {
  @TempDir private Path folder;
  private final Receiver receiver = new Receiver();
  private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
  private final List<Duration> rests = new ArrayList<>();
  private int restsUntilTheEnd = Integer.MAX_VALUE;
  private Deliveries memory;

  @BeforeEach
  void open() {
    memory = new Deliveries(folder, () -> 1_000);
  }

  @AfterEach
  void close() throws IOException {
    memory.close();
  }

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

  /** Reads all that is in the log, as at a start. */
  private ChannelFeed started() {
    Insistence insistence =
        new Insistence(
            receiver.name(),
            memory,
            duration -> {
              rests.add(duration);
              return rests.size() < restsUntilTheEnd;
            });
    ChannelFeed feed = new ChannelFeed(receiver, memory, insistence);
    feed.beginReading();
    List.copyOf(log).forEach(feed::take);
    feed.caughtUp();
    return feed;
  }

  private void reopen() throws IOException {
    memory.close();
    open();
    rests.clear();
    restsUntilTheEnd = Integer.MAX_VALUE;
  }

  private ConsumerRecord<byte[], byte[]> append(
      String patient, String alert, int sequence, State state) {
    ConsumerRecord<byte[], byte[]> record =
        record(log.size(), Json.encode(Transitions.of(patient, alert, sequence, state)));
    log.add(record);
    return record;
  }

  private ConsumerRecord<byte[], byte[]> append(
      String patient, String alert, Priority priority, long decided) {
    ConsumerRecord<byte[], byte[]> record =
        record(
            log.size(),
            Json.encode(Transitions.of(patient, alert, 1, State.ACTIVE, priority, decided)));
    log.add(record);
    return record;
  }

  private ConsumerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> of) {
    ConsumerRecord<byte[], byte[]> copy = record(log.size(), of.value());
    copy.headers().remove(OutputNumber.HEADER);
    of.headers().forEach(copy.headers()::add);
    return copy;
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("vigil.alerts", 0, offset, null, value);
    record.headers().add(OutputNumber.HEADER, (offset + ":100:0").getBytes(UTF_8));
    return record;
  }

  private static final class Receiver implements GroupingChannel {
    private Duration grouping = Duration.ZERO;
    private final List<String> told = new ArrayList<>();
    private int awayFor;
    private int awayAfter = Integer.MAX_VALUE;
    private String refused = "";

    @Override
    public String name() {
      return "webhook";
    }

    @Override
    public Set<Origin> origins() {
      return Set.of(Origin.REAL);
    }

    @Override
    public Duration grouping() {
      return grouping;
    }

    @Override
    public Delivery deliver(TechnicalAlert alert, Origin world) {
      throw new AssertionError("a feed tells of patients");
    }

    @Override
    public Delivery deliver(List<AlertTransition> together) {
      String key =
          together.stream()
              .map(each -> each.alert() + "/" + each.sequence())
              .collect(Collectors.joining("+"));
      if (key.equals(refused)) {
        return new Delivery(Outcome.REFUSED, 1, "refused");
      }
      if (awayFor > 0 || told.size() >= awayAfter) {
        awayFor--;
        return new Delivery(Outcome.UNDELIVERED, 1, "away");
      }
      told.add(key);
      return new Delivery(Outcome.DELIVERED, 1, "told");
    }
  }
}
