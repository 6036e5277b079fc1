package dev.vigil.alerting.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.TechnicalAlert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NotifierTest {
  private final Memory memory = new Memory();
  private final Heard ward = new Heard("ward", Set.of(Origin.REAL));
  private final Heard exercise = new Heard("exercise", Set.of(Origin.DEMO, Origin.REPLAY));

  @Test
  void transition_reachesOnlyChannelsMarkedForItsOrigin() {
    Notifier notifier = new Notifier(List.of(ward, exercise), memory);

    notifier.tell(number(1), Transitions.of(Origin.REAL, 1));
    notifier.tell(number(2), Transitions.of(Origin.DEMO, 2));
    notifier.tell(number(3), Transitions.of(Origin.TRAINING, 3));

    assertThat(ward.sequences).containsExactly(1);
    assertThat(exercise.sequences).containsExactly(2);
  }

  @Test
  void transition_thatComesAgain_isToldOnce_alsoAfterARestart() {
    new Notifier(List.of(ward), memory).tell(number(5), Transitions.of(Origin.REAL, 1));
    Notifier restarted = new Notifier(List.of(ward), memory);

    var again = restarted.tell(number(5), Transitions.of(Origin.REAL, 1));
    restarted.tell(number(4), Transitions.of(Origin.REAL, 1));
    var next = restarted.tell(number(6), Transitions.of(Origin.REAL, 2));

    assertThat(again).isEmpty();
    assertThat(next).containsOnlyKeys("ward");
    assertThat(ward.sequences).containsExactly(1, 2);
  }

  @Test
  void channel_thatFailsOrThrows_holdsUpNoOther_andIsRecorded() {
    Channel broken =
        new Heard("broken", Set.of(Origin.REAL)) {
          @Override
          public Delivery deliver(AlertTransition transition) {
            throw new IllegalStateException("defect");
          }
        };
    Notifier notifier = new Notifier(List.of(broken, ward), memory);

    notifier.tell(number(1), Transitions.of(Origin.REAL, 1));

    assertThat(ward.sequences).containsExactly(1);
    assertThat(memory.deliveries)
        .containsExactly(
            "broken 1 Delivery[outcome=REFUSED, attempts=1, detail=threw-IllegalStateException]",
            "ward 1 Delivery[outcome=DELIVERED, attempts=1, detail=heard]");
  }

  @Test
  void undeliveredTransition_isToldAgain_andThenOnce() {
    // given
    Heard away =
        new Heard("ward", Set.of(Origin.REAL)) {
          @Override
          public Delivery deliver(AlertTransition transition) {
            return sequences.isEmpty() && attempts++ < 2
                ? new Delivery(Outcome.UNDELIVERED, 1, "away")
                : super.deliver(transition);
          }

          private int attempts;
        };
    Notifier notifier = new Notifier(List.of(away), memory);

    // when
    for (int i = 0; i < 4; i++) {
      notifier.tell(number(1), Transitions.of(Origin.REAL, 1));
    }

    // then
    assertThat(away.sequences).containsExactly(1);
    assertThat(memory.deliveries)
        .containsExactly("ward 1 Delivery[outcome=DELIVERED, attempts=1, detail=heard]");
  }

  @Test
  void notifier_thatIsStoppedWhileTelling_tellsAgainAtTheNextStart() {
    Channel slow =
        new Heard("ward", Set.of(Origin.REAL)) {
          @Override
          public Delivery deliver(AlertTransition transition) {
            Thread.currentThread().interrupt();
            return new Delivery(Outcome.UNDELIVERED, 1, "interrupted");
          }
        };

    new Notifier(List.of(slow), memory).tell(number(1), Transitions.of(Origin.REAL, 1));
    boolean interrupted = Thread.interrupted();
    new Notifier(List.of(ward), memory).tell(number(1), Transitions.of(Origin.REAL, 1));

    assertThat(interrupted).isTrue();
    assertThat(ward.sequences).containsExactly(1);
  }

  @Test
  void transitionsThatGoTogether_areOneMessage_withoutThoseThatWereToldOrAreNotWanted() {
    // given
    List<List<Integer>> messages = new ArrayList<>();
    GroupingChannel people = new Grouping(messages);
    Notifier notifier = new Notifier(List.of(people), memory);
    notifier.tell(number(1), Transitions.of(Origin.REAL, 1));

    // when
    var told =
        notifier.tell(
            List.of(
                new Numbered(number(1), Transitions.of(Origin.REAL, 1)),
                new Numbered(number(2), Transitions.of(Origin.REAL, 2)),
                new Numbered(number(3), Transitions.of(Origin.DEMO, 3)),
                new Numbered(number(4), Transitions.of(Origin.REAL, Grouping.UNWANTED)),
                new Numbered(number(5), Transitions.of(Origin.REAL, 5))));

    // then
    assertThat(messages).containsExactly(List.of(1), List.of(2, 5));
    assertThat(told).containsOnlyKeys("people");
    assertThat(memory.last("people", "p-1")).isEqualTo(number(5));
  }

  @Test
  void channels_ofOneName_areRefused() {
    assertThatThrownBy(() -> new Notifier(List.of(ward, ward), memory))
        .hasMessage("two channels are named 'ward', give one another name");
  }

  @Test
  void logLine_saysWhereAndHowUrgent_neverWhoOrWhat() {
    assertThat(LogChannel.line(Transitions.of(Origin.REAL, 1)))
        .isEqualTo("alert 00ff 1 high active (raised) ward A?B bed 3");
    assertThat(LogChannel.line(Transitions.of(Origin.DEMO, 2)))
        .isEqualTo("DEMO (not a patient) alert 00ff 2 high active (raised) ward A?B bed 3");
  }

  private static OutputNumber number(long offset) {
    return new OutputNumber(offset, 100, 0);
  }

  private static class Heard implements Channel {
    final List<Integer> sequences = new ArrayList<>();
    private final String name;
    private final Set<Origin> origins;

    Heard(String name, Set<Origin> origins) {
      this.name = name;
      this.origins = origins;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Set<Origin> origins() {
      return origins;
    }

    @Override
    public Delivery deliver(TechnicalAlert alert, Origin world) {
      throw new AssertionError("a notifier tells of patients");
    }

    @Override
    public Delivery deliver(AlertTransition transition) {
      sequences.add(transition.sequence());
      return new Delivery(Outcome.DELIVERED, 1, "heard");
    }
  }

  private static final class Memory implements NotifierMemory {
    final Map<String, OutputNumber> last = new HashMap<>();
    final List<String> deliveries = new ArrayList<>();

    @Override
    public OutputNumber last(String channel, String patient) {
      return last.get(channel + "/" + patient);
    }

    @Override
    public void done(String channel, List<Numbered> together, Delivery delivery) {
      for (Numbered each : together) {
        last.put(channel + "/" + each.transition().patient(), each.number());
        deliveries.add(channel + " " + each.transition().sequence() + " " + delivery);
      }
    }
  }

  private static final class Grouping extends Heard implements GroupingChannel {
    static final int UNWANTED = 4;
    private final List<List<Integer>> messages;

    Grouping(List<List<Integer>> messages) {
      super("people", Set.of(Origin.REAL));
      this.messages = messages;
    }

    @Override
    public boolean wants(AlertTransition transition) {
      return transition.sequence() != UNWANTED;
    }

    @Override
    public Duration grouping() {
      return Duration.ofSeconds(10);
    }

    @Override
    public Delivery deliver(List<AlertTransition> together, Set<String> owed) {
      messages.add(together.stream().map(AlertTransition::sequence).toList());
      return new Delivery(Outcome.DELIVERED, 1, "heard");
    }

    @Override
    public Delivery deliver(AlertTransition transition) {
      return deliver(List.of(transition), Set.of());
    }

    @Override
    public Delivery deliver(TechnicalAlert alert, Origin world, Set<String> owed) {
      throw new AssertionError("a notifier tells of patients");
    }

    @Override
    public Delivery deliver(TechnicalAlert alert, Origin world) {
      throw new AssertionError("a notifier tells of patients");
    }

    @Override
    public Delivery deliverTo(String reader, List<AlertTransition> together) {
      throw new AssertionError("a notifier owes nobody");
    }

    @Override
    public Delivery deliverTo(String reader, TechnicalAlert alert, Origin world) {
      throw new AssertionError("a notifier owes nobody");
    }
  }
}
