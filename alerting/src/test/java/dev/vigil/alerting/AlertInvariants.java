package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.AlertOutput.EpisodeChanged;
import dev.vigil.alerting.AlertOutput.Transition;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Priority;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds of the alerts of every patient, whatever happened. */
final class AlertInvariants {
  /** When the last of the ladders of {@link RandomLog} is at its end, in seconds. */
  private static final int LADDER_END = 300;

  private AlertInvariants() {}

  /** Of all that was told, in its order. */
  static void checkStory(Bedside bed) {
    Map<String, AlertTransition> latest = new HashMap<>();
    OutputNumber number = new OutputNumber(-1, Long.MIN_VALUE, 0);
    boolean told = true;
    for (Bedside.Numbered numbered : bed.outputs) {
      assertThat(numbered.number().isAfter(number)).isTrue();
      number = numbered.number();
      if (numbered.output() instanceof Transition transition) {
        checkFollows(
            latest.put(transition.transition().alert(), transition.transition()),
            transition.transition());
        told = false;
      } else if (numbered.output() instanceof EpisodeChanged changed) {
        assertThat(told).as("an episode without a transition").isFalse();
        told = true;
        checkEpisode(changed, latest);
      }
    }
    assertThat(told).as("a transition without an episode").isTrue();
  }

  private static void checkFollows(AlertTransition before, AlertTransition next) {
    assertThat(next.sequence()).isEqualTo(before == null ? 1 : before.sequence() + 1);
    boolean first = next.cause() == Cause.RAISED || next.cause() == Cause.RETROSPECTIVE;
    assertThat(first).isEqualTo(before == null);
    checkEvidence(next);
    if (before != null) {
      assertThat(before.state()).isNotEqualTo(State.RESOLVED);
      assertThat(next.decided()).isGreaterThanOrEqualTo(before.decided());
    }
    checkState(before, next);
  }

  /** Nothing is told without what it stands on. */
  private static void checkEvidence(AlertTransition next) {
    assertThat(next.evidence().clears()).isNotEmpty();
    assertThat(next.known()).isNotNull();
    if (next.state() == State.ACTIVE && next.kind() == AlertTransition.Kind.LIMIT) {
      assertThat(next.evidence().readings()).isNotEmpty();
    } else if (next.kind() == AlertTransition.Kind.SCORE) {
      assertThat(next.evidence().score()).isNotNull();
    } else if (next.kind() == AlertTransition.Kind.COMBINATION && next.cause() == Cause.RAISED) {
      assertThat(next.evidence().readings()).isNotEmpty();
    }
  }

  private static void checkState(AlertTransition before, AlertTransition next) {
    State state = next.state();
    if (next.cause() == Cause.AMENDED || next.cause() == Cause.WITHDRAWN) {
      assertThat(next.because()).as("why").containsAnyOf("corrected", "withdrawn", "came late");
      assertThat(next.priority()).isEqualTo(before.priority());
    }
    if (next.cause() == Cause.STEPPED_UP) {
      assertThat(state).as("worse asks again").isEqualTo(State.ACTIVE);
    }
    boolean quiet = state == State.ACKNOWLEDGED || state == State.SHELVED;
    if (quiet && (before == null || before.state() == State.ACTIVE)) {
      boolean shelfGoesOn = next.cause() == Cause.RAISED && next.priority() != Priority.HIGH;
      assertThat(shelfGoesOn || next.by() != null).as("quiet is a person's word").isTrue();
    }
    if (state == State.SHELVED) {
      assertThat(next.quiet().until()).isGreaterThanOrEqualTo(next.decided());
    }
    if (state == State.WITHDRAWN && next.cause() == Cause.WITHDRAWN) {
      assertThat(before.state()).isEqualTo(State.ACTIVE);
    }
    if (before != null && before.state() == State.WITHDRAWN && state == State.RESOLVED) {
      Set<Cause> ends = Set.of(Cause.SEEN, Cause.DISCHARGED, Cause.RULE_REMOVED);
      assertThat(ends).contains(next.cause());
    }
    assertThat(next.escalation() == null || state == State.ACTIVE).isTrue();
  }

  /**
   * Each alert that asks where the ward has ladders reached somebody, or says that it can't: at no
   * time does one ask for longer than the longest ladder without saying so.
   */
  static void checkEscalation(Bedside bed, long end) {
    Map<String, AlertTransition> before = new HashMap<>();
    for (AlertTransition next : bed.transitions()) {
      AlertTransition last = before.put(next.alert(), next);
      if (next.state() == State.ACTIVE) {
        assertThat(next.escalation()).as("whom %s asks", next).isNotNull();
      }
      if (last != null && last.state() == State.ACTIVE && !last.escalation().over()) {
        assertThat(next.decided())
            .as("who heard of %s", last)
            .isLessThanOrEqualTo(last.escalation().since() + LADDER_END);
      }
    }
    for (Alert.Open alert : bed.state().book().open().values()) {
      AlertTransition last = alert.last();
      if (last.state() == State.ACTIVE) {
        assertThat(last.escalation()).as("%s", last).isNotNull();
        // A shelf or an answer may have ended by itself just now: then it asks anew.
        boolean asksLong = last.escalation().since() <= end - LADDER_END;
        assertThat(last.escalation().over() || !asksLong).as("%s", last.escalation()).isTrue();
      } else if (last.state() == State.SHELVED) {
        assertThat(last.quiet().until()).isGreaterThan(end);
      }
    }
  }

  private static void checkEpisode(EpisodeChanged changed, Map<String, AlertTransition> latest) {
    Set<AlertTransition> open =
        latest.values().stream()
            .filter(transition -> transition.state() != State.RESOLVED)
            .collect(Collectors.toSet());
    if (changed.episode() == null) {
      assertThat(open).isEmpty();
      return;
    }
    List<AlertTransition> alerts = changed.episode().alerts();
    assertThat(alerts).containsExactlyInAnyOrderElementsOf(open);
    assertThat(alerts.stream().map(alert -> alert.rule() + alert.because()))
        .as("one alert for one thing")
        .doesNotHaveDuplicates();
    assertThat(alerts)
        .isSortedAccordingTo(
            Comparator.comparing((AlertTransition alert) -> alert.state() == State.ACTIVE)
                .thenComparing(AlertTransition::priority)
                .reversed());
  }
}
