package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Item;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.fold.Ticks.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertFoldTest {
  private static final long T = 1_000_000;
  private static final MonitoringPlan PLAN =
      new MonitoringPlan(List.of(new Item("heart-rate", 60, 30)), null);

  @Test
  void policy_thatDropsTheRule_endsItsAlertAtTheNextRecord() {
    GovernanceTimeline governance = Rules.governance(Rules.SPO2);
    governance.append(Rules.policy(2, T + 10, Rules.HR_HIGH), T);
    Bedside bed = new Bedside(governance);

    bed.reading(T, "spo2", "85", T);
    bed.reading(T + 20, "heart-rate", "80", T + 20);

    assertThat(bed.story())
        .containsExactly("spo2 RAISED MEDIUM " + T, "spo2 RULE_REMOVED MEDIUM " + (T + 20));
  }

  @Test
  void policy_withAShorterDelay_raisesAtOnceWhatHasLastedSoLong() {
    GovernanceTimeline governance = Rules.governance(Rules.HR_HIGH, Rules.SILENCE);
    String hasty = Rules.limit("hr", "heart-rate", "\"high\":130", "high", 5, 5);
    governance.append(Rules.policy(2, T + 20, hasty, Rules.SILENCE), T);
    Bedside bed = new Bedside(governance);

    bed.reading(T, "heart-rate", "140", T);
    bed.reading(T + 20, "spo2", "97", T + 20);

    assertThat(bed.story()).containsExactly("hr RAISED HIGH " + (T + 20));
  }

  @Test
  void discharge_endsAll_andLaterReadingsRaiseNothing_untilTheStateIsForgotten() {
    Bedside bed = new Bedside(Rules.governance(Rules.SPO2, Rules.SILENCE));
    bed.admit(T, PLAN);
    bed.reading(T, "spo2", "85", T);
    bed.advance(T + 90);

    bed.context(T + 100, Status.DISCHARGED, PLAN, Map.of());
    bed.reading(T + 200, "spo2", "80", T + 200);
    bed.advance(T + 1000);

    assertThat(bed.story())
        .containsExactly(
            "spo2 RAISED MEDIUM " + T,
            "silent RAISED LOW " + (T + 90),
            "spo2 DISCHARGED MEDIUM " + (T + 100),
            "silent DISCHARGED LOW " + (T + 100));
    assertThat(bed.episode()).isNull();
    bed.advance(T + 200 + 48 * 3600);
    assertThat(bed.agenda().deadlines()).isEmpty();
    assertThat(bed.state().context()).isNull();
    assertThat(bed.state().vitals()).isEmpty();
  }

  @Test
  void readmission_watchesAgain() {
    Bedside bed = new Bedside(Rules.governance(Rules.SILENCE));
    bed.admit(T, PLAN);
    bed.context(T + 10, Status.DISCHARGED, PLAN, Map.of());

    bed.admit(T + 500, PLAN);
    bed.advance(T + 200_000);

    assertThat(bed.story()).containsExactly("silent RAISED LOW " + (T + 590));
  }

  @Test
  void acknowledgement_staysUntilCleared_andDoesNotCoverALaterStepUp() {
    Bedside bed = new Bedside(Rules.governance(Rules.HR_HIGH, Rules.HR_RAISED));
    bed.reading(T, "heart-rate", "135", T);
    bed.advance(T + 10);
    String alert = bed.last().alert();

    bed.acknowledge(T + 11, "c1", alert, 2);
    bed.acknowledge(T + 12, "c1", alert, 1);
    bed.acknowledge(T + 13, "c1", alert, 1);
    bed.advance(T + 30);
    bed.acknowledge(T + 31, "c1", alert, 1);
    bed.acknowledge(T + 32, "c2", alert, 3);
    bed.reading(T + 40, "heart-rate", "120", T + 40);

    assertThat(bed.transitions())
        .extracting(t -> t.sequence() + " " + t.state() + " " + t.decided())
        .containsExactly(
            "1 ACTIVE " + (T + 10),
            "2 ACKNOWLEDGED " + (T + 12),
            "3 ACTIVE " + (T + 30),
            "4 ACKNOWLEDGED " + (T + 32),
            "5 ACKNOWLEDGED " + (T + 40));
    assertThat(bed.transitions().get(1).by()).isEqualTo("nurse");
    assertThat(bed.transitions().get(1).because())
        .as("what is wrong stays said")
        .isEqualTo(bed.transitions().get(0).because());
  }

  @Test
  void episode_leadsWithTheHighestPriority_thenTheOldest() {
    Bedside bed = new Bedside(Rules.governance(Rules.HR_HIGH, Rules.SPO2, Rules.NEWS));

    bed.reading(T, "spo2", "85", T);
    bed.score(T, 6);
    bed.advance(T + 60);
    bed.reading(T + 61, "heart-rate", "150", T + 61);
    bed.advance(T + 91);

    assertThat(bed.episode().opened()).isEqualTo(T);
    assertThat(bed.episode().alerts())
        .extracting(AlertTransition::rule)
        .containsExactly("hr", "spo2", "news");
  }

  @Test
  void nobodySetRules_nothingIsRaised() {
    Bedside bed = new Bedside(new GovernanceTimeline(World.REAL_TIME));

    bed.admit(T, PLAN);
    bed.reading(T, "spo2", "50", T);
    bed.advance(T + 1000);

    assertThat(bed.outputs).isEmpty();
  }
}
