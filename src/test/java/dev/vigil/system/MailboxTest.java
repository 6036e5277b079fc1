package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.alerting.channels.EmailChannel;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail server's answers to one mailbox, to a sender and to a text do to the others. */
class MailboxTest {
  private static final String ANN = "ann@hospital.example";
  private static final String BEA = "bea@hospital.example";
  private static final String NOT_TO_ALL = "smtp-250-but-not-to-all";
  private static final AlertTransition TO_ANN =
      ChannelTransitions.asking(Origin.REAL, "00ff", 1, Priority.HIGH, ANN);
  private static final AlertTransition TO_BEA =
      ChannelTransitions.asking(Origin.REAL, "00fe", 1, Priority.HIGH, BEA);

  private final MailRoom room = new MailRoom();
  private final EmailChannel channel = room.channel();

  @AfterEach
  void stop() {
    room.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {450, 451, 452, 552})
  void fullMailbox_isOwedTheMessage_andTheOthersHaveIt(int answer) {
    // given
    room.answers.put(ANN, answer);

    // when
    Delivery delivery = channel.deliver(List.of(TO_ANN, TO_BEA), Set.of());

    // then
    assertThat(delivery).isEqualTo(new Delivery(Outcome.DELIVERED, 1, NOT_TO_ALL, Set.of(ANN)));
    assertThat(readers()).containsExactly(List.of(BEA));

    // when
    Delivery inVain = channel.deliverTo(ANN, List.of(TO_ANN));
    room.answers.clear();
    Delivery paid = channel.deliverTo(ANN, List.of(TO_ANN));

    // then
    assertThat(inVain.outcome()).isEqualTo(Outcome.POSTPONED);
    assertThat(inVain.owed()).containsExactly(ANN);
    assertThat(paid.outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(readers()).containsExactly(List.of(BEA), List.of(ANN));
  }

  @ParameterizedTest
  @ValueSource(ints = {452, 550})
  void alertWhoseOnlyReaderCanNotBeReached_goesToTheWard(int answer) {
    room.answers.put(ANN, answer);

    Delivery delivery = channel.deliver(TO_ANN);

    assertThat(delivery.outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(delivery.detail()).isEqualTo(NOT_TO_ALL);
    assertThat(delivery.owed()).isEqualTo(answer == 452 ? Set.of(ANN) : Set.of());
    assertThat(readers()).containsExactly(List.of(MailRoom.WARD));
  }

  /** The others have it, so that it isn't sent again as a whole. */
  @Test
  void mailboxThatTheServerDidNotSpeakOf_isOwedWhatTheOthersHave() {
    room.answers.put(ANN, 421);

    Delivery delivery = channel.deliver(List.of(TO_ANN, TO_BEA), Set.of());

    assertThat(delivery).isEqualTo(new Delivery(Outcome.DELIVERED, 1, NOT_TO_ALL, Set.of(ANN)));
    assertThat(readers()).containsExactly(List.of(BEA));
  }

  @Test
  void whoIsOwedAnEarlierMessage_getsNoLaterOneBeforeIt() {
    Delivery both = channel.deliver(List.of(TO_ANN, TO_BEA), Set.of(ANN));
    Delivery alone = channel.deliver(List.of(TO_ANN), Set.of(ANN));

    assertThat(both.owed()).containsExactly(ANN);
    assertThat(alone.owed()).containsExactly(ANN);
    assertThat(readers()).containsExactly(List.of(BEA), List.of(MailRoom.WARD));
  }

  @Test
  void wardWhoseMailboxIsFull_isOwedTechnicalAlertsToo() {
    TechnicalAlert stalled =
        TechnicalAlert.raised(null, "job/a", "stalled", Priority.HIGH, 0, "It stalls", "Look.");
    room.answers.put(MailRoom.WARD, 452);

    Delivery full = channel.deliver(stalled, Origin.REAL);
    room.answers.clear();
    Delivery paid = channel.deliverTo(MailRoom.WARD, stalled, Origin.REAL);

    assertThat(full)
        .isEqualTo(new Delivery(Outcome.POSTPONED, 1, "smtp-452", Set.of(MailRoom.WARD)));
    assertThat(paid.outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void textThatIsForLater_isOwedToItsReaders_andOneThatIsRefusedIsNot() {
    room.textAnswer = 451;
    Delivery later = channel.deliver(List.of(TO_ANN, TO_BEA), Set.of());
    room.textAnswer = 554;
    Delivery refused = channel.deliver(TO_ANN);

    assertThat(later.outcome()).isEqualTo(Outcome.POSTPONED);
    assertThat(later.owed()).contains(ANN, BEA);
    assertThat(refused).isEqualTo(new Delivery(Outcome.REFUSED, 1, "smtp-554"));
  }

  @Test
  void serverInTrouble_holdsUpTheChannel_andOwesNobody() {
    room.senderAnswer = 451;
    Delivery sender = channel.deliver(TO_ANN);
    room.senderAnswer = 0;
    room.answers.put(ANN, 421);
    Delivery closing = channel.deliver(List.of(TO_ANN), Set.of());

    assertThat(sender).isEqualTo(new Delivery(Outcome.UNDELIVERED, 1, "smtp-451"));
    assertThat(closing).isEqualTo(new Delivery(Outcome.UNDELIVERED, 1, "smtp-421"));
  }

  private List<List<String>> readers() {
    return room.taken.stream().map(MailRoom.Mail::to).toList();
  }
}
