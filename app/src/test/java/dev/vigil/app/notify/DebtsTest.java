package dev.vigil.app.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Readers whose mailbox is full: they get everything in its order, and nobody waits for them. */
class DebtsTest extends FedChannel {
  private static final String ANN = "ann@ward.example";
  private static final String BEA = "bea@ward.example";

  private long nanos;

  @Test
  void fullMailbox_holdsUpNobody_andGetsAllInItsOrder_onceEach() {
    // given
    ChannelFeed feed = started();
    receiver.full.add(ANN);
    take(feed, append("p", "a1", 1, State.ACTIVE));
    take(feed, append("q", "b1", 1, State.ACTIVE));
    take(feed, append("p", "a1", 2, State.RESOLVED));
    assertThat(receiver.told).containsExactly("a1/1", "b1/1", "a1/2");
    assertThat(rests).isEmpty();
    assertThat(memory.owed("webhook")).containsExactly(ANN);

    // when
    Debts debts = debts();
    pay(debts);
    receiver.full.clear();
    after(debts, Duration.ofSeconds(3));

    // then
    assertThat(receiver.told.subList(3, 6))
        .containsExactly(ANN + " a1/1", ANN + " b1/1", ANN + " a1/2");
    assertThat(receiver.told).hasSize(6);
    assertThat(memory.owed("webhook")).isEmpty();
    assertThat(memory.letters()).isEmpty();
  }

  @Test
  void whatComesWhileAReaderIsOwedSomething_comesAfterIt_alsoWhenTheMailboxIsFreeAgain() {
    // given
    ChannelFeed feed = started();
    receiver.full.add(ANN);
    take(feed, append("p", "a1", 1, State.ACTIVE));
    receiver.full.clear();

    // when
    take(feed, append("p", "a1", 2, State.RESOLVED));
    Debts debts = debts();
    pay(debts);
    after(debts, Duration.ofSeconds(1));

    // then
    assertThat(receiver.told).containsExactly("a1/1", "a1/2", ANN + " a1/1", ANN + " a1/2");
  }

  @Test
  void tries_areEverRarer_andOfOneReaderNotAnothers() {
    // given
    ChannelFeed feed = started();
    receiver.full.add(ANN);
    receiver.full.add(BEA);
    take(feed, append("p", "a1", 1, State.ACTIVE));
    Debts debts = debts();
    pay(debts);

    // when
    for (int second = 1; second <= 7; second++) {
      after(debts, Duration.ofSeconds(1));
    }

    // then
    assertThat(receiver.tries).filteredOn(one -> one.startsWith(ANN)).hasSize(3);
    assertThat(receiver.tries).filteredOn(one -> one.startsWith(BEA)).hasSize(3);
    assertThat(memory.letters()).extracting(Letter::attempts).containsOnly(1);
  }

  @Test
  void restart_owesTheSame_andTellsNobodyTwice() throws IOException {
    // given
    ChannelFeed feed = started();
    receiver.full.add(ANN);
    take(feed, append("p", "a1", 1, State.ACTIVE));
    take(feed, append("p", "a1", 2, State.RESOLVED));

    // when
    reopen();
    receiver.full.clear();
    started();
    Debts debts = debts();
    pay(debts);
    after(debts, Duration.ofSeconds(1));
    reopen();
    started();
    pay(debts());

    // then
    assertThat(receiver.told).containsExactly("a1/1", "a1/2", ANN + " a1/1", ANN + " a1/2");
  }

  @Test
  void mailboxThatIsGone_orFullForADay_waitsForSomebody_andItsNextMessageIsTried() {
    // given
    ChannelFeed feed = started();
    receiver.full.add(ANN);
    receiver.full.add(BEA);
    take(feed, append("p", "a1", 1, State.ACTIVE));
    receiver.full.remove(BEA);
    receiver.gone = BEA;
    Debts debts = debts();
    pay(debts);

    // when
    now += 24 * 3600;
    after(debts, Duration.ofSeconds(1));

    // then
    assertThat(memory.owed("webhook")).isEmpty();
    assertThat(memory.letters()).extracting(Letter::to).containsExactly(ANN, BEA);
    assertThat(memory.letters()).extracting(Letter::detail).containsExactly("full", "gone");
  }

  /** It called somebody to a bed of the day before yesterday. */
  @Test
  void whatIsOwedSinceBeforeADayOff_isNotToldByItself() throws IOException {
    // given
    ChannelFeed feed = started();
    receiver.full.add(ANN);
    take(feed, append("p", "a1", 1, State.ACTIVE));
    now += 20 * 3600;
    take(feed, append("q", "b1", 1, State.ACTIVE));
    receiver.full.clear();

    // when
    now += 5 * 3600;
    reopen();
    Debts debts = debts();
    pay(debts);
    after(debts, Duration.ofSeconds(1));

    // then
    assertThat(receiver.told).containsExactly("a1/1", "b1/1", ANN + " b1/1");
    assertThat(memory.letters()).extracting(Letter::letter).containsExactly("a1/1");
    assertThat(memory.letters()).noneMatch(Letter::goesByItself);
  }

  @Test
  void highAlert_isTriedAtOnce_whateverElseItsReaderIsOwed() {
    // given
    ChannelFeed feed = started();
    receiver.full.add(ANN);
    take(feed, append("p", "low", Priority.LOW, 100));
    take(feed, append("q", "medium", Priority.MEDIUM, 101));
    Debts debts = debts();
    pay(debts);
    receiver.full.clear();
    receiver.postponed = "medium/1";
    after(debts, Duration.ofSeconds(1));
    assertThat(receiver.tries).containsExactly(ANN + " medium/1");

    // when
    take(feed, append("r", "high", Priority.HIGH, 102));
    pay(debts);

    // then
    assertThat(receiver.told).endsWith("high/1", ANN + " high/1");
    assertThat(memory.letters()).extracting(Letter::letter).doesNotContain("high/1");
  }

  @Test
  void highAlert_takesAlongWhatItsReaderIsOwedOfTheSamePatient() {
    // given
    ChannelFeed feed = started();
    receiver.full.add(ANN);
    take(feed, append("q", "other", Priority.LOW, 99));
    take(feed, append("p", "low", Priority.LOW, 100));
    Debts debts = debts();
    pay(debts);
    receiver.full.clear();

    // when
    take(feed, append("p", "high", Priority.HIGH, 101));
    pay(debts);

    // then
    assertThat(receiver.told)
        .containsExactly("other/1", "low/1", "high/1", ANN + " low/1+high/1", ANN + " other/1");
    assertThat(memory.letters()).isEmpty();
  }

  @Test
  void highAlert_thatIsRefusedWithWhatItTakesAlong_goesAlone() {
    // given
    ChannelFeed feed = started();
    receiver.full.add(ANN);
    take(feed, append("p", "low", Priority.LOW, 100));
    Debts debts = debts();
    pay(debts);
    receiver.full.clear();
    receiver.refused = "low/1+high/1";

    // when
    take(feed, append("p", "high", Priority.HIGH, 101));
    pay(debts);

    // then
    assertThat(receiver.told).containsExactly("low/1", "high/1", ANN + " high/1", ANN + " low/1");
  }

  @Test
  void highAlert_thatItsReaderDoesNotTake_holdsUpNoOther() {
    // given
    ChannelFeed feed = started();
    receiver.full.add(ANN);
    take(feed, append("p", "one", Priority.HIGH, 100));
    Debts debts = debts();
    pay(debts);
    take(feed, append("q", "two", Priority.HIGH, 101));
    pay(debts);
    assertThat(receiver.tries).containsExactly(ANN + " two/1");

    // when
    receiver.full.clear();
    receiver.postponed = "one/1";
    for (int second = 1; second <= 3; second++) {
      after(debts, Duration.ofSeconds(1));
    }

    // then
    assertThat(receiver.told).containsExactly("one/1", "two/1", ANN + " two/1");
    assertThat(memory.letters()).extracting(Letter::letter).containsExactly("one/1");
  }

  private Debts debts() {
    return new Debts(receiver, memory, Origin.REAL, () -> now, () -> nanos);
  }

  private void after(Debts debts, Duration passed) {
    nanos += passed.toNanos();
    pay(debts);
  }

  private static void pay(Debts debts) {
    boolean paid = true;
    while (paid) {
      paid = debts.payNext();
    }
  }
}
