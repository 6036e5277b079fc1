package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Explanation;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.Score;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreJudgeTest {
  private static final long T = 1_000_000;

  @Test
  void score_stepsWithItsRules_andClearsByHysteresis() {
    Bedside bed = new Bedside(Rules.governance(Rules.NEWS, Rules.NEWS_HIGH));

    bed.score(T, 5);
    bed.score(T + 60, 6);
    bed.score(T + 120, 8);
    bed.score(T + 180, 6);
    bed.score(T + 240, 5);
    bed.score(T + 300, 3);

    assertThat(bed.story())
        .containsExactly(
            "news RAISED MEDIUM " + (T + 60),
            "news-high STEPPED_UP HIGH " + (T + 120),
            "news STEPPED_DOWN MEDIUM " + (T + 240),
            "news CLEARED MEDIUM " + (T + 300));
    assertThat(bed.transitions().get(1).evidence().score().value()).isEqualTo(8);
  }

  @Test
  void scoreThatNoRuleNames_isJudgedByTheThresholdOfWhatIsLive() {
    String risk =
        "{\"id\":\"risk\",\"kind\":\"risk\",\"priority\":\"medium\",\"delaySeconds\":0,"
            + "\"hysteresisShare\":0.25,\"doc\":\"test\"}";
    GovernanceTimeline governance = Rules.governance(risk);
    governance.append(Rules.ledger("1", LedgerEntry.Action.LIVE, T, 0.5), T);
    governance.append(Rules.ledger("1", LedgerEntry.Action.LIVE, T + 10), T);
    Bedside bed = new Bedside(governance);

    bed.score(T - 1, 0.9);
    assertThat(bed.story()).as("nobody has said by which threshold").isEmpty();
    bed.score(T, 0.4);
    bed.score(T + 1, 0.5);
    bed.score(T + 11, 0.4);
    bed.score(T + 12, 0.3);

    assertThat(bed.story())
        .containsExactly("risk RAISED MEDIUM " + (T + 1), "risk CLEARED MEDIUM " + (T + 12));
  }

  @Test
  void namedPart_raisesAndClearsByItself_whateverTheOthersSay() {
    String rule = Rules.score("part", "\"part\":\"part-1\",\"threshold\":3", "medium", 0, 1);
    Bedside bed = new Bedside(Rules.governance(rule));

    bed.score(T, 9, 3, 2);
    assertThat(bed.story()).isEmpty();
    bed.score(T + 1, 4, 0, 3);
    bed.score(T + 2, 4, 3, 2);
    bed.range(T + 3, 0, 9);
    bed.score(T + 4, 4, 3, 1);

    assertThat(bed.story())
        .as("2 lies within the hysteresis; a part that isn't there contributes nothing")
        .containsExactly("part RAISED MEDIUM " + (T + 1), "part CLEARED MEDIUM " + (T + 3));
    assertThat(bed.transitions().get(0).because()).isEqualTo("news2 has part-1 at or above 3");
    assertThat(bed.transitions().get(0).evidence().clears())
        .isEqualTo("Clears when news2 has part-1 below 2");
  }

  @Test
  void namedPart_thatNobodyKnows_saysNothing() {
    String rule = Rules.score("part", "\"part\":\"consciousness\",\"threshold\":3", "medium", 0, 0);
    Bedside bed = new Bedside(Rules.governance(rule));

    bed.record(T, bed.news2Of("consciousness.last", 3));
    bed.range(T + 1, 0, 9); // consciousness is missing
    assertThat(bed.story()).containsExactly("part RAISED MEDIUM " + T);
    bed.record(T + 2, bed.news2Of("consciousness.last", 0));

    assertThat(bed.last().cause()).isEqualTo(AlertTransition.Cause.CLEARED);
  }

  @Test
  void score_withOneHighPart_raisesThoughTheSumIsLow() {
    Bedside bed = new Bedside(Rules.governance(Rules.NEWS));

    bed.score(T, 3, 3, 0);
    bed.advance(T + 60);

    assertThat(bed.story()).containsExactly("news RAISED MEDIUM " + (T + 60));
  }

  @Test
  void range_raisesByItsLowEnd_andClearsByItsHighEnd() {
    Bedside bed = new Bedside(Rules.governance(Rules.NEWS_HIGH));

    bed.range(T, 6, 12);
    bed.range(T + 1, 7, 9);
    bed.range(T + 2, 4, 6);
    bed.range(T + 3, 3, 5);

    assertThat(bed.story())
        .containsExactly("news-high RAISED HIGH " + (T + 1), "news-high CLEARED HIGH " + (T + 3));
  }

  @Test
  void score_ofAShadowOrOfAnEarlierStayOrRepeated_raisesNothing() {
    GovernanceTimeline governance = Rules.governance(Rules.NEWS_HIGH);
    governance.append(Rules.ledger("1", LedgerEntry.Action.SHADOW, T + 5), T);
    governance.append(Rules.ledger("1", LedgerEntry.Action.LIVE, T + 10), T);
    Bedside bed = new Bedside(governance);
    bed.record(T, Bedside.context(1, Status.ADMITTED, MonitoringPlan.NONE, Map.of(), T + 20));

    bed.score(T + 5, 9);
    bed.score(T + 19, 9);
    bed.score(T + 20, 2);
    bed.record(T + 22, scored(2, T + 21, 9));
    bed.record(T + 22, scored(3, T + 21, 9));
    assertThat(bed.story()).isEmpty();
    bed.record(T + 23, scored(4, T + 21, 9));

    assertThat(bed.story()).containsExactly("news-high RAISED HIGH " + (T + 23));
  }

  @Test
  void alert_ofALaterScore_hasTheExplanationWithWhichTheModelBeganToWarn() {
    Bedside bed = new Bedside(Rules.governance(Rules.NEWS_HIGH));
    Explanation why =
        new Explanation(T, List.of(new Explanation.Input("spo2.last", 2, 88.0, 88.0, null)));

    bed.record(T + 1, scored(1, T, 6).explained(why));
    bed.record(T + 61, scored(2, T + 60, 7));
    assertThat(bed.last().evidence().score().explanation()).isEqualTo(why);

    bed.record(T + 62, scored(3, T + 61, 3));
    long nextDay = T + 86_401;
    bed.record(nextDay, scored(4, nextDay, 9));
    assertThat(bed.story()).hasSize(3);
    assertThat(bed.last().evidence().score().explanation()).isNull();
  }

  private static Score scored(long vector, long known, double value) {
    return scored("1", vector, known, value);
  }

  private static Score scored(String version, long vector, long known, double value) {
    OutputNumber number = new OutputNumber(vector, T + 20, 0);
    return new Score(
        Bedside.PATIENT,
        "news2",
        version,
        number,
        known,
        Score.Outcome.SCORE,
        value,
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void model_withNoLiveVersionLeft_endsItsAlert() {
    GovernanceTimeline governance = Rules.governance(Rules.NEWS_HIGH, Rules.SPO2);
    governance.append(Rules.ledger("2", LedgerEntry.Action.LIVE, T + 10), T);
    governance.append(Rules.ledger("2", LedgerEntry.Action.RETIRED, T + 20), T);
    Bedside bed = new Bedside(governance);

    bed.score(T, 9);
    bed.reading(T + 10, "spo2", "97", T + 10);
    assertThat(bed.story()).hasSize(1);
    bed.reading(T + 20, "spo2", "97", T + 20);

    assertThat(bed.last().cause()).isEqualTo(AlertTransition.Cause.RULE_REMOVED);
  }

  @Test
  void openAlert_whenAnotherVersionIsPromoted_staysUntilThatOneSaysOtherwise() {
    // given
    GovernanceTimeline governance = Rules.governance(Rules.NEWS_HIGH);
    governance.append(Rules.ledger("2", LedgerEntry.Action.LIVE, T + 10), T);
    Bedside bed = new Bedside(governance);
    bed.record(T, scored("1", 1, T, 9));
    bed.record(T, scored("2", 1, T, 2));
    bed.acknowledge(T + 5, "c", bed.last().alert(), 1);

    // when the former version, now a shadow, says that all is well, and the new one that it isn't
    bed.record(T + 11, scored("1", 2, T + 11, 0));
    bed.record(T + 12, scored("2", 2, T + 11, 8));
    assertThat(bed.last().state()).isEqualTo(AlertTransition.State.ACKNOWLEDGED);
    bed.record(T + 72, scored("1", 3, T + 71, 9));
    bed.record(T + 73, scored("2", 3, T + 71, 1));

    // then
    assertThat(bed.story())
        .containsExactly(
            "news-high RAISED HIGH " + T,
            "news-high ACKNOWLEDGED HIGH " + (T + 5),
            "news-high CLEARED HIGH " + (T + 73));
  }

  @Test
  void canary_raisesForItsPatientsOnly_andTheFormerVersionForTheOthers() {
    // given p-1 has place 51 of 0 to 99 in the row of this model
    GovernanceTimeline governance = Rules.governance(Rules.NEWS_HIGH);
    governance.append(Rules.canary("2", 51, T + 10), T);
    governance.append(Rules.canary("2", 52, T + 20), T);
    Bedside bed = new Bedside(governance);

    // when
    bed.record(T + 10, scored("2", 1, T + 10, 9));
    bed.record(T + 11, scored("1", 1, T + 10, 1));
    assertThat(bed.story()).isEmpty();
    bed.record(T + 20, scored("2", 2, T + 20, 9));
    bed.record(T + 21, scored("1", 2, T + 20, 1));

    // then
    assertThat(bed.story()).containsExactly("news-high RAISED HIGH " + (T + 20));
  }

  @Test
  void canary_withNoVersionForTheOthers_endsTheirAlertAsRuleRemoved() {
    // given
    GovernanceTimeline governance = Rules.governance(Rules.NEWS_HIGH, Rules.SPO2);
    governance.append(Rules.ledger("1", LedgerEntry.Action.SHADOW, T + 10), T);
    governance.append(Rules.canary("2", 5, T + 10), T);
    Bedside bed = new Bedside(governance);

    // when
    bed.score(T, 9);
    bed.reading(T + 10, "spo2", "97", T + 10);

    // then
    assertThat(bed.last().cause()).isEqualTo(AlertTransition.Cause.RULE_REMOVED);
  }
}
