package dev.vigil.app.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.dashboard.technical.DeliveryDesk.Closed;
import dev.vigil.dashboard.technical.DeliveryDesk.Redriven;
import dev.vigil.dashboard.technical.DeliveryDesk.Row;
import dev.vigil.dashboard.technical.RecordLog;
import dev.vigil.schemas.DeliveryNote;
import dev.vigil.schemas.DeliveryNote.Kind;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.NotifierState;
import dev.vigil.schemas.NotifierState.ChannelState;
import dev.vigil.schemas.RedriveRequest;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A notifier as a server elsewhere sees it, by the records of its topic. */
class NotifierElsewhereTest {
  private static final int PATIENCE = 30;
  private static final Caller ALL = Caller.ofAll("anna");
  private static final Caller OF_B = new Caller("b.kim", Set.of(Role.ADMIN), Set.of("b"));

  private final List<RedriveRequest> asked = new ArrayList<>();
  private long now = 1_000;
  private final NotifierElsewhere notifier =
      new NotifierElsewhere(() -> now, PATIENCE, new Asked(asked));

  @Test
  void notifierThatNeverSaidAnything_isSilent_andKnowsNothing() {
    assertThat(notifier.isSilent()).isTrue();
    assertThat(notifier.lastSign()).contains(Ticks.NONE);
    assertThat(notifier.states()).isEmpty();
    assertThat(notifier.rows(false)).isEmpty();
    assertThat(notifier.stoodStill()).isZero();
  }

  @Test
  void state_isReadAsItWasPublished_andSilentOnceItIsOverdue() {
    say(
        new NotifierState(
            1_000,
            910L,
            List.of(
                new ChannelState("log", false, null, null, null),
                new ChannelState(
                    "email",
                    true,
                    new NotifierState.Undelivered(900, "smtp-421", 905L),
                    new NotifierState.Owed(2, 800, "smtp-452"),
                    new NotifierState.Dropped(7, 1, 700, 950))),
            List.of(new NotifierState.Refused("fhir", 3, 1, 600, false))));

    assertThat(notifier.states())
        .containsEntry("log", Optional.empty())
        .containsEntry("email", Optional.of(new Trouble(900, "smtp-421", 905L)));
    assertThat(notifier.owing()).containsOnlyKeys("email");
    assertThat(notifier.owing().get("email")).isEqualTo(new Owing(2, 800, "smtp-452"));
    assertThat(notifier.dropped().get("email")).isEqualTo(new Dropped(7, 1, 700, 950));
    assertThat(notifier.refused()).isEqualTo(Map.of("fhir", new Refused(3, 1, 600, false)));
    assertThat(notifier.leadingOut()).containsExactly("email");
    assertThat(notifier.stoodStill()).isEqualTo(Duration.ofSeconds(90));

    now = 1_000 + PATIENCE;
    assertThat(notifier.isSilent()).isFalse();
    now++;
    assertThat(notifier.isSilent()).isTrue();
    assertThat(notifier.lastSign()).contains(1_000L);
  }

  @Test
  void rows_areTheLatestFirst_andGoneOnceTheyAreRemoved() {
    note("result/1", new DeliveryNote(Kind.RESULT, "email", "a/1", 5L, true, 1, "smtp-250", null));
    note("result/2", new DeliveryNote(Kind.RESULT, "email", "b/1", 7L, true, 2, "smtp-250", null));
    note("letter/1", letter("a/2", "a"));
    note("letter/2", new DeliveryNote(Kind.KEPT, "email", "c/1", 4L, false, 1, "full", "a"));

    assertThat(notifier.rows(false))
        .containsExactly(
            new Row("email", "b/1", 7L, true, 2, "smtp-250"),
            new Row("email", "a/1", 5L, true, 1, "smtp-250"));
    assertThat(notifier.rows(true)).extracting(Row::key).containsExactly("a/2", "c/1");

    record("letter/1", null);
    record("letter/2", "{".getBytes(UTF_8)); // void, and no reason to know nothing
    assertThat(notifier.rows(true)).extracting(Row::key).containsExactly("c/1");
  }

  @Test
  void redrive_asksForWhatIsTheCallers_andIsNotTriedByItself() {
    alive();
    note("letter/1", letter("a/1", "a"));
    note("letter/2", letter("b/1", "b"));
    note("letter/3", letter("technical/job/alerts/stalled/1", null));
    note("letter/4", new DeliveryNote(Kind.KEPT, "email", "b/2", 4L, false, 1, "full", "b"));

    assertThat(notifier.redrive(null, null, OF_B)).isEqualTo(new Redriven(1, 2));
    assertThat(asked).singleElement().satisfies(one -> isOf(one, "b/1"));

    assertThat(notifier.redrive("email", "a/1", OF_B)).isEqualTo(new Redriven(0, 1));
    assertThat(notifier.redrive("fhir", null, ALL)).isEqualTo(new Redriven(0, 0));
    assertThat(asked).as("no more was asked").hasSize(1);

    assertThat(notifier.redrive("email", null, ALL)).isEqualTo(new Redriven(3, 0));
    assertThat(asked.get(1).messages()).contains("a/1", "b/1", "technical/job/alerts/stalled/1");
    assertThat(asked.get(1).id()).isNotEqualTo(asked.get(0).id());
  }

  /** What a channel that is gone left behind can't be told by it, but closed. */
  @Test
  void close_asksForWhatIsTheCallers_alsoOfAChannelThatIsGone() {
    alive();
    note("letter/1", letter("a/1", "a"));
    note("letter/2", new DeliveryNote(Kind.LETTER, "fhir", "b/1", 4L, false, 1, "http-422", "b"));

    assertThat(notifier.redrive("fhir", null, ALL)).isEqualTo(new Redriven(0, 0));
    assertThat(notifier.close(null, null, "told by phone", OF_B)).isEqualTo(new Closed(1, 1));

    assertThat(asked).hasSize(1);
    assertThat(asked.get(0).channel()).isEqualTo("fhir");
    assertThat(asked.get(0).messages()).containsExactly("b/1");
    assertThat(asked.get(0).closing())
        .isEqualTo(new RedriveRequest.Closing(OF_B.name(), "told by phone"));
  }

  @Test
  void redriveOfMuch_isSeveralRequests() {
    alive();
    int many = NotifierElsewhere.MOST_MESSAGES + 1;
    IntStream.range(0, many).forEach(i -> note("letter/" + i, letter("a" + i + "/1", "a")));

    assertThat(notifier.redrive(null, null, ALL)).isEqualTo(new Redriven(many, 0));

    assertThat(asked).extracting(one -> one.messages().size()).containsExactly(many - 1, 1);
  }

  /** It follows its requests from its start on: one of before would never be read. */
  @Test
  void redriveOfASilentNotifier_isRefused() {
    alive();
    note("letter/1", letter("a/1", "a"));
    now += PATIENCE + 1;

    assertThatThrownBy(() -> notifier.redrive(null, null, ALL))
        .isInstanceOf(RefusedException.class)
        .hasMessage("the notifier is away");
    assertThat(asked).isEmpty();
  }

  private static void isOf(RedriveRequest request, String message) {
    assertThat(request.channel()).isEqualTo("email");
    assertThat(request.messages()).containsExactly(message);
    assertThat(request.at()).isEqualTo(1_000);
  }

  private static DeliveryNote letter(String message, @Nullable String ward) {
    return new DeliveryNote(Kind.LETTER, "email", message, 6L, false, 1, "smtp-550", ward);
  }

  private void alive() {
    List<ChannelState> channels = List.of(new ChannelState("email", true, null, null, null));
    say(new NotifierState(now, null, channels, List.of()));
  }

  private void say(NotifierState state) {
    record(NotifierState.KEY, Json.encode(state));
  }

  private void note(String key, DeliveryNote note) {
    record(key, Json.encode(note));
  }

  private void record(String key, byte @Nullable [] value) {
    notifier.take(new ConsumerRecord<>(Topics.DELIVERIES, 0, 0, key.getBytes(UTF_8), value));
  }

  /** What was appended. */
  private record Asked(List<RedriveRequest> all) implements RecordLog<RedriveRequest> {
    @Override
    public List<RedriveRequest> readNew() {
      return List.of();
    }

    @Override
    public void append(String key, RedriveRequest request) {
      assertThat(key).isEqualTo(request.id());
      all.add(request);
    }

    @Override
    public void close() {}
  }
}
