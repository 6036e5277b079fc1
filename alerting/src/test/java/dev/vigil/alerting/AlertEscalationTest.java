package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Command.Terms;
import org.junit.jupiter.api.Test;

/** Whom an alert asks when nobody answers. */
class AlertEscalationTest extends AlertLife {
  private static final String LADDER =
      """
      [{"ward": "*", "ladders": {"high": {"levels": [
        {"afterSeconds": 0, "role": "nurse"}, {"afterSeconds": 60, "role": "physician"}],
        "endSeconds": 300}}}]
      """;

  @Test
  void high_thatNobodyAnswers_goesUpTheLadder_andSaysWhenNobodyIsLeft() {
    spo2(0, "80");
    bed.advance(T + 1000);

    assertThat(states())
        .containsExactly("RAISED ACTIVE 0", "ESCALATED ACTIVE 60", "ESCALATION_ENDED ACTIVE 300");
    assertThat(bed.transitions().get(0).escalation().to())
        .extracting(AlertTransition.Recipient::contact)
        .containsExactly("n1@ward.example");
    assertThat(bed.transitions().get(1).escalation().to())
        .extracting(r -> r.role() + " " + r.person())
        .containsExactly("physician null");
    assertThat(bed.last().escalation().over()).isTrue();
  }

  @Test
  void high_thatIsAnswered_asksNobodyElse_untilItAsksAgain() {
    spo2(0, "80");
    bed.acknowledge(T + 30, bed.last().alert(), 1, new Terms(T + 500, null, false));
    bed.advance(T + 560);

    assertThat(states())
        .containsExactly(
            "RAISED ACTIVE 0",
            "ACKNOWLEDGED ACKNOWLEDGED 30",
            "RE_RAISED ACTIVE 500",
            "ESCALATED ACTIVE 560");
  }

  /** Nobody would ever have been asked: the deadline of a first level was only set at the raise. */
  @Test
  void ladder_thatIsSetWhileAnAlertAsks_isClimbedFromThePatientsNextRecordOn() {
    GovernanceTimeline governance = Rules.governance();
    governance.append(Rules.policyWithWards(2, T - 1, "[{\"ward\":\"*\"}]", SPO2_LOW), 0);
    governance.append(Rules.policyWithWards(3, T + 50, LADDER, SPO2_LOW), 0);
    Bedside ward = new Bedside(governance, true);
    ward.reading(T, "spo2", "80", T);
    ward.reading(T + 59, "spo2", "80", T + 59);
    ward.reading(T + 60, "spo2", "80", T + 60);
    ward.advance(T + 1000);

    assertThat(ward.transitions())
        .extracting(t -> t.cause() + " " + (t.decided() - T))
        .containsExactly("RAISED 0", "ESCALATED 60", "ESCALATED 120", "ESCALATION_ENDED 360");
    assertThat(ward.transitions().get(0).escalation()).isNull();
  }

  /** It was mailed in the night to whoever is next. */
  @Test
  void low_thatNobodyAnswers_asksTheNext_whenQuietHoursAreOver() {
    String plan =
        """
        [{"ward": "*", "quietHours": {"from": "13:50", "until": "14:00"},
          "ladders": {"low": {"levels": [{"afterSeconds": 0, "role": "nurse"},
                                         {"afterSeconds": 300, "role": "chief"}],
                              "endSeconds": 900}}}]
        """;
    String rule = Rules.limit("low", "spo2", "\"low\":85", "low", 0, 2);
    GovernanceTimeline governance = Rules.governance();
    governance.append(Rules.policyWithWards(2, T - 1, plan, rule), 0);
    Bedside ward = new Bedside(governance, true);
    ward.reading(T, "spo2", "80", T); // 13:46:40
    ward.advance(T + 2000);

    assertThat(ward.transitions())
        .extracting(t -> t.cause() + " " + (t.decided() - T))
        .containsExactly("RAISED 0", "ESCALATED 800", "ESCALATION_ENDED 1400");
  }
}
