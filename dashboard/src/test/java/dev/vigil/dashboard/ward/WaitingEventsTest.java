package dev.vigil.dashboard.ward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.Priority;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WaitingEventsTest {
  private static final long NOW = 1_772_000_000L;
  private static final long LOOK = 20;

  private final WaitingEvents waiting = new WaitingEvents();

  @Test
  void urgentPatients_areToldFirst_andEachPatientsEventsInTheirOrder() {
    List<WardEvent> events =
        List.of(
            WardEvent.of("p-medium", null),
            of("p-medium", 1, Priority.MEDIUM),
            WardEvent.of("p-high", null),
            of("p-high", 1, Priority.HIGH),
            WardEvent.of("p-closed", null));
    events.forEach(waiting::add);

    List<WardEvent> told = waiting.take(0);

    assertThat(told)
        .containsExactly(events.get(2), events.get(3), events.get(0), events.get(1), events.get(4));
  }

  @Test
  void episode_isAsUrgentAsWhatAsksInIt() {
    AlertTransition answered = transition("p-1", 1, State.ACKNOWLEDGED, Priority.HIGH);
    AlertTransition asks = transition("p-1", 1, State.ACTIVE, Priority.MEDIUM);
    WardEvent quiet = WardEvent.of("p-1", new Episode("p-1", NOW, List.of(answered)));
    WardEvent medium = WardEvent.of("p-2", new Episode("p-2", NOW, List.of(asks, answered)));
    List.of(quiet, medium).forEach(waiting::add);

    assertThat(waiting.take(0)).containsExactly(medium, quiet);
  }

  @Test
  void fewTogether_areNoStorm() {
    storm(WaitingEvents.STORM - 1, Priority.LOW);

    assertThat(waiting.take(0)).hasSize(WaitingEvents.STORM - 1);
  }

  @Test
  void manyEventsOfFew_areNoStorm() {
    for (int i = 1; i <= 10 * WaitingEvents.STORM; i++) {
      waiting.add(of("p-" + i % 3, i, Priority.LOW));
    }

    assertThat(waiting.take(0)).hasSize(10 * WaitingEvents.STORM);
  }

  @Test
  void inAStorm_highAlertsOfALaterLookComeFirst_andTheOthersWhenItHasPassed() {
    storm(WaitingEvents.STORM, Priority.MEDIUM);
    assertThat(waiting.take(0)).isEmpty();

    waiting.add(of("p-late", 1, Priority.HIGH));
    assertThat(waiting.take(LOOK)).extracting(WardEvent::patient).containsExactly("p-late");
    assertThat(waiting.take(WaitingEvents.STORM_MILLIS - 1)).isEmpty();

    assertThat(waiting.take(WaitingEvents.STORM_MILLIS)).hasSize(WaitingEvents.STORM);
    assertThat(waiting.take(WaitingEvents.STORM_MILLIS + 1)).isEmpty();
  }

  @Test
  void whoWaitsAndComesToBeInDanger_isToldAllAtOnce() {
    waiting.add(of("p-1", 1, Priority.MEDIUM));
    storm(WaitingEvents.STORM, Priority.MEDIUM);
    assertThat(waiting.take(0)).isEmpty();

    WardEvent worse = of("p-1", 2, Priority.HIGH);
    waiting.add(worse);

    assertThat(waiting.take(LOOK)).hasSize(2).last().isEqualTo(worse);
  }

  @Test
  void stormWithoutEnd_holdsNobodyBackForLongerThanASecond() {
    storm(WaitingEvents.STORM, Priority.MEDIUM);
    for (long now = 0; now < WaitingEvents.LONGEST_MILLIS; now += LOOK) {
      assertThat(waiting.take(now)).isEmpty();
      storm(WaitingEvents.STORM, Priority.LOW);
    }

    List<WardEvent> told = waiting.take(WaitingEvents.LONGEST_MILLIS);

    assertThat(told).hasSizeGreaterThanOrEqualTo(WaitingEvents.STORM);
    assertThat(told.get(0).transition().priority()).isEqualTo(Priority.MEDIUM);
  }

  @Test
  void episodesThatWait_areForgotten_andTransitionsNot() {
    WardEvent transition = of("p-1", 1, Priority.MEDIUM);
    waiting.add(WardEvent.of("p-1", null));
    waiting.add(transition);
    storm(WaitingEvents.STORM, Priority.MEDIUM);
    assertThat(waiting.take(0)).isEmpty();
    waiting.add(WardEvent.of("p-2", null));

    waiting.forgetEpisodes();

    assertThat(waiting.takeAll(1)).hasSize(1 + WaitingEvents.STORM).contains(transition);
  }

  @Property(tries = 300)
  void anyCourse_tellsAllOnceInThePatientsOrder_theHighOnesAtOnceAndNoneLate(@ForAll long seed) {
    Random random = new Random(seed);
    WaitingEvents events = new WaitingEvents();
    Map<String, Long> came = new HashMap<>();
    Map<String, Integer> raised = new HashMap<>();
    Map<String, Integer> heard = new HashMap<>();
    long now = 0;
    for (int look = 0; look < 150; look++) {
      int news = random.nextInt(5) == 0 ? 0 : random.nextInt(60);
      for (int i = 0; i < news; i++) {
        String patient = "p-" + random.nextInt(200);
        int sequence = raised.merge(patient, 1, Integer::sum);
        came.put(patient + '/' + sequence, now);
        events.add(of(patient, sequence, Priority.values()[random.nextInt(3)]));
      }
      boolean last = look == 149 || random.nextInt(40) == 0;
      for (WardEvent event : last ? events.takeAll(now) : events.take(now)) {
        int sequence = event.transition().sequence();
        assertThat(heard.merge(event.patient(), 1, Integer::sum)).isEqualTo(sequence);
        boolean high = event.transition().priority() == Priority.HIGH;
        assertThat(now - came.get(event.patient() + '/' + sequence))
            .isLessThanOrEqualTo(high ? 0 : WaitingEvents.LONGEST_MILLIS + 2 * LOOK);
      }
      now += 1 + random.nextInt(2 * (int) LOOK);
    }

    assertThat(heard).isEqualTo(raised);
  }

  /** So many patients, each with an event of this priority. */
  private void storm(int patients, Priority priority) {
    for (int i = 0; i < patients; i++) {
      waiting.add(of("s-" + i, 1, priority));
    }
  }

  private static WardEvent of(String patient, int sequence, Priority priority) {
    return WardEvent.of(transition(patient, sequence, State.ACTIVE, priority));
  }

  private static AlertTransition transition(
      String patient, int sequence, State state, Priority priority) {
    return HeartRateAlert.of(patient, sequence, state, priority, NOW);
  }
}
