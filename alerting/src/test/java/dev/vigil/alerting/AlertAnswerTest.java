package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Command.Terms;
import dev.vigil.schemas.Priority;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people do about an alert, and how long it holds: answers and shelves. */
class AlertAnswerTest extends AlertLife {
  private static final long SHIFT_CHANGE = T + 800;

  private List<Priority> priorities() {
    return bed.episode().alerts().stream().map(AlertTransition::priority).toList();
  }

  @Test
  void answer_forATime_endsByItself_andTheAlertAsksAgain() {
    spo2(0, "90");
    bed.acknowledge(T + 1, bed.last().alert(), 1, new Terms(T + 100, null, false));

    bed.advance(T + 200);
    bed.acknowledge(T + 201, bed.last().alert(), 1, null);
    bed.acknowledge(T + 202, bed.last().alert(), 3, null);

    assertThat(states())
        .containsExactly(
            "RAISED ACTIVE 0",
            "ACKNOWLEDGED ACKNOWLEDGED 1",
            "RE_RAISED ACTIVE 100",
            "ACKNOWLEDGED ACKNOWLEDGED 202");
    assertThat(bed.transitions().get(1).quiet().until()).isEqualTo(T + 100);
  }

  @Test
  void mediumThatAsks_leadsOverAHighThatIsAnswered_untilThatAsksAgain() {
    spo2(0, "80");
    bed.acknowledge(T + 1, bed.last().alert(), 1, new Terms(T + 100, null, false));
    bed.reading(T + 2, "heart-rate", "115", T + 2);
    bed.reading(T + 12, "heart-rate", "115", T + 12);
    List<Priority> answered = priorities();

    bed.advance(T + 100);

    assertThat(answered).containsExactly(Priority.MEDIUM, Priority.HIGH);
    assertThat(priorities()).containsExactly(Priority.HIGH, Priority.MEDIUM);
  }

  @Test
  void answer_untilWorse_endsOnlyBeyondThatValue() {
    spo2(0, "90");
    bed.acknowledge(T + 1, bed.last().alert(), 1, new Terms(null, new BigDecimal("3"), false));

    spo2(10, "87");
    spo2(20, "86.9");

    assertThat(states())
        .containsExactly("RAISED ACTIVE 0", "ACKNOWLEDGED ACKNOWLEDGED 1", "RE_RAISED ACTIVE 20");
    assertThat(bed.transitions().get(1).quiet().beyond()).isEqualByComparingTo("87");
  }

  @Test
  void answer_untilAnotherKind_endsWhenAScoreAlertComes_notWithOneOfItsOwnKind() {
    spo2(0, "90");
    String alert = bed.last().alert();
    bed.acknowledge(T + 1, alert, 1, new Terms(null, null, true));

    bed.reading(T + 2, "heart-rate", "115", T + 2);
    bed.advance(T + 12);
    assertThat(bed.episode().alerts()).anyMatch(a -> a.alert().equals(alert) && a.by() != null);
    bed.score(T + 20, 8);

    assertThat(bed.episode().alerts())
        .filteredOn(a -> a.alert().equals(alert))
        .extracting(AlertTransition::state)
        .containsExactly(State.ACTIVE);
  }

  @Test
  void shelf_outlivesTheAlertItWasFor_butNotAStepUp() {
    spo2(0, "90");
    bed.shelve(T + 1, bed.last().alert(), 1, T + 600, "probe is changed");
    spo2(10, "97");
    spo2(20, "90");
    assertThat(bed.last().state()).isEqualTo(State.SHELVED);

    spo2(30, "80");

    assertThat(states())
        .containsExactly(
            "RAISED ACTIVE 0",
            "SHELVED SHELVED 1",
            "CLEARED RESOLVED 10",
            "RAISED SHELVED 20",
            "STEPPED_UP ACTIVE 30");
    assertThat(bed.state().book().shelves()).isEmpty();
  }

  @Test
  void shelfOfWhatWasLess_doesNotHoldAHighAlert() {
    spo2(0, "90");
    bed.shelve(T + 1, bed.last().alert(), 1, T + 600, "probe is changed");
    spo2(10, "97");

    spo2(20, "80");

    assertThat(bed.story()).endsWith("low RAISED HIGH " + (T + 20));
    assertThat(bed.last().state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void shelf_ends_orIsTakenBack_andTheAlertAsks() {
    spo2(0, "90");
    bed.shelve(T + 1, bed.last().alert(), 1, T + 100, null);
    bed.advance(T + 100);
    bed.shelve(T + 110, bed.last().alert(), 3, T + 400, null);
    bed.unshelve(T + 120, bed.last().alert(), 4);
    bed.advance(T + 500);

    assertThat(states())
        .containsExactly(
            "RAISED ACTIVE 0",
            "SHELVED SHELVED 1",
            "UNSHELVED ACTIVE 100",
            "SHELVED SHELVED 110",
            "UNSHELVED ACTIVE 120");
    assertThat(bed.last().by()).isEqualTo("nurse");
  }

  @Test
  void shelfOfHighPriority_needsAReason_endsAtShiftChange_andCoversOneAlertOnly() {
    spo2(0, "80");
    bed.shelve(T + 1, bed.last().alert(), 1, T + 50_000, " ");
    assertThat(bed.last().state()).isEqualTo(State.ACTIVE);

    bed.shelve(T + 2, bed.last().alert(), 1, T + 50_000, "comfort care, family present");
    assertThat(bed.last().quiet().until()).isEqualTo(SHIFT_CHANGE);
    spo2(10, "97");
    spo2(20, "80");

    assertThat(bed.last().state()).isEqualTo(State.ACTIVE);
  }
}
