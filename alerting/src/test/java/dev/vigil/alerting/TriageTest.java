package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TriageTest {
  private static final int MOST = 40;

  /** Something that waits; {@code came} is its place. */
  private record News(int came, String patient, int urgency) {}

  @Test
  void urgency_isOfWhatAsks_andRisesWithThePriority() {
    assertThat(Triage.urgency(transition(State.ACTIVE, Priority.HIGH))).isEqualTo(Triage.HIGH);
    assertThat(
            List.of(
                transition(State.RESOLVED, Priority.HIGH),
                transition(State.ACTIVE, Priority.LOW),
                transition(State.ACTIVE, Priority.MEDIUM),
                transition(State.ACTIVE, Priority.HIGH)))
        .extracting(Triage::urgency)
        .isSorted()
        .doesNotHaveDuplicates();
    for (State answered : List.of(State.ACKNOWLEDGED, State.SHELVED, State.WITHDRAWN)) {
      assertThat(Triage.urgency(transition(answered, Priority.HIGH))).isEqualTo(Triage.ASKS_NOBODY);
    }
  }

  @Test
  void whatCameBeforeAHighAlertOfOnePatient_goesAheadWithIt_andWhatCameAfterDoesNot() {
    News medium = new News(0, "bob", 2);
    News before = new News(1, "ann", 1);
    News high = new News(2, "ann", 3);
    News after = new News(3, "ann", 0);
    News other = new News(4, "cid", 3);

    List<News> told = told(List.of(medium, before, high, after, other));

    assertThat(told).containsExactly(before, high, other, medium, after);
  }

  @Property(tries = 2000)
  void anyOrder_losesNothing_andKeepsThatOfEachPatient(@ForAll long seed) {
    List<News> waiting = news(seed);

    List<News> told = told(waiting);

    assertThat(told).containsExactlyInAnyOrderElementsOf(waiting);
    for (News of : waiting) {
      assertThat(told.stream().filter(one -> one.patient().equals(of.patient())))
          .containsExactlyElementsOf(
              waiting.stream().filter(one -> one.patient().equals(of.patient())).toList());
    }
  }

  @Property(tries = 2000)
  void nothingGoesAheadOfWhatIsMoreUrgent_unlessSomethingAsUrgentOfItsPatientNeedsItTo(
      @ForAll long seed) {
    List<News> told = told(news(seed));

    for (int i = 0; i < told.size(); i++) {
      for (News later : told.subList(i + 1, told.size())) {
        News ahead = told.get(i);
        int needed = most(told, ahead);
        assertThat(needed).as("%s ahead of %s", ahead, later).isGreaterThanOrEqualTo(later.urgency);
        if (needed == most(told, later)) {
          assertThat(ahead.came()).isLessThan(later.came());
        }
      }
    }
  }

  /** The highest urgency from something on, of one patient: asked plainly. */
  private static int most(List<News> all, News from) {
    return all.stream()
        .filter(one -> one.patient().equals(from.patient()) && one.came() >= from.came())
        .mapToInt(News::urgency)
        .max()
        .orElseThrow();
  }

  private static List<News> told(List<News> waiting) {
    return Triage.of(waiting, News::patient, News::urgency).stream()
        .map(Triage.Turn::what)
        .toList();
  }

  /** Of few patients, so that several of one meet. */
  private static List<News> news(long seed) {
    Random random = new Random(seed);
    List<News> news = new ArrayList<>();
    int count = random.nextInt(MOST);
    for (int i = 0; i < count; i++) {
      news.add(new News(i, "p-" + random.nextInt(8), random.nextInt(Triage.HIGH + 1)));
    }
    return news;
  }

  private static AlertTransition transition(State state, Priority priority) {
    return new AlertTransition(
        "00ff",
        1,
        "p-1",
        Origin.REAL,
        "A",
        "3",
        "hr",
        Kind.LIMIT,
        state,
        priority,
        Cause.RAISED,
        100,
        100,
        null,
        "Heart rate is above 130.0 /min",
        new Evidence(List.of(), null, null, null, "Clears when it is lower"));
  }
}
