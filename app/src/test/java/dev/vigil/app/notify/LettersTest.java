package dev.vigil.app.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Priority;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes where there is no room for all. */
class LettersTest {
  private static final String ANN = "ann@ward.example";

  private final Letters letters = new Letters();

  @Test
  void oneTooMany_goesFromTheLowestPriority_theOldestOfIt_andIsCounted() {
    // given
    letters.learn(refused("high", Priority.HIGH, 1));
    letters.learn(refused("medium", Priority.MEDIUM, 2));
    letters.learn(refused("low-1", Priority.LOW, 3));
    fill(Letters.MOST - 1, 4);
    letters.learn(refused("low-2", Priority.LOW, 5));
    assertThat(letters.dropped()).isEmpty();

    // when
    letters.learn(refused("new-1", Priority.MEDIUM, 6));
    letters.learn(refused("new-2", Priority.HIGH, 7));
    letters.learn(refused("new-3", Priority.MEDIUM, 8));

    // then
    assertThat(letters.all()).hasSize(Letters.MOST);
    assertThat(letters.all())
        .extracting(Letter::letter)
        .contains("high", "new-1", "new-2", "new-3")
        .doesNotContain("medium", "low-1", "low-2");
    assertThat(letters.dropped()).containsOnlyKeys("webhook");
    assertThat(letters.dropped().get("webhook")).isEqualTo(new Dropped(3, 0, 6, 8));
  }

  @Test
  void whatIsStillTried_staysBeforeWhatWaitsForSomebody() {
    letters.learn(refused("owed", Priority.MEDIUM, 1).owedTo(ANN));
    letters.learn(refused("refused", Priority.MEDIUM, 2));
    fill(Letters.MOST, 3);

    letters.learn(refused("new", Priority.MEDIUM, 4).owedTo(ANN));

    assertThat(letters.owed("webhook").get(ANN))
        .extracting(Letter::letter)
        .containsExactly("owed", "new");
    assertThat(letters.all()).extracting(Letter::letter).doesNotContain("refused");
  }

  @Test
  void highOnesAlone_goTheOldestFirst_andAreCountedAsSuch() {
    fill(Letters.MOST, 1);

    letters.learn(refused("new", Priority.HIGH, 2));

    assertThat(letters.all()).hasSize(Letters.MOST);
    assertThat(letters.all()).extracting(Letter::letter).contains("new").doesNotContain("full-0");
    assertThat(letters.dropped().get("webhook")).isEqualTo(new Dropped(1, 1, 2, 2));
  }

  @Test
  void count_outlivesARestart_andGoesOn() {
    // given
    fill(Letters.MOST, 1);
    letters.learn(refused("new-1", Priority.HIGH, 2));

    // when
    DeliveryBook after = new DeliveryBook();
    List<String> lines = new ArrayList<>();
    letters.entries().forEach(entry -> lines.add(entry.line()));
    lines.forEach(line -> after.learn(DeliveryEntry.parse(line).orElseThrow()));
    after.learn(refused("new-2", Priority.LOW, 3));

    // then
    assertThat(after.letters().all()).isEqualTo(letters.all());
    assertThat(after.letters().dropped().get("webhook")).isEqualTo(new Dropped(2, 1, 2, 3));
  }

  @Test
  void count_beginsAnew_aDayAfterTheLast() {
    Dropped count = Dropped.none(5).andOne(true, 5).andOne(false, 5 + Dropped.A_DAY);
    long later = 6 + 2 * Dropped.A_DAY;

    assertThat(count).isEqualTo(new Dropped(2, 1, 5, 5 + Dropped.A_DAY));
    assertThat(count.andOne(false, later)).isEqualTo(new Dropped(1, 0, later, later));
  }

  /** With high ones, up to so many. */
  private void fill(int most, long at) {
    int more = most - letters.all().size();
    for (int i = 0; i < more; i++) {
      letters.learn(refused("full-" + i, Priority.HIGH, at));
    }
  }

  private static Letter refused(String alert, Priority priority, long at) {
    return Letter.refused(
        "webhook",
        alert,
        Transitions.of("ann", alert, 1, State.ACTIVE, priority, 100),
        new Delivery(Outcome.REFUSED, 1, "http-422"),
        at);
  }
}
